"""The indicators of section 7 that the portal can count: which rows, how many, what may be shown."""
