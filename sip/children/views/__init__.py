"""The pages of a child's record, by subject."""
