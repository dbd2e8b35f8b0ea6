"""One search over what one may read."""
