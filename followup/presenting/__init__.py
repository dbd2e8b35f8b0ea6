"""Figures as people read them: the same sentences, tables and charts on the page and in the report."""
