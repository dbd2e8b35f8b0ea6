"""Pages of the door, of one's own account, of people and roles."""
