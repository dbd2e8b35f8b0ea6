"""What an area's groups did in a year: met, asked, planned, agreed and lifted. No row of it is about a child."""
