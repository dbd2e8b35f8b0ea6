"""What stands behind `./bus`: set-up, servers, tests. Standard library only: it runs before anything is installed."""
