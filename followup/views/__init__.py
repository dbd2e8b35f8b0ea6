"""The pages of the follow-up: which years, one year, its rows, its texts, its report."""
