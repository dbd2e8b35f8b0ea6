"""What stands behind `./bus`: set-up, servers, tests. Standard library only, so that it runs before anything is installed."""
