"""The region profile's page and the areas' own values: two administrators, a fresh login, the log.

The upper floor of this app: it may use core/people and core/audit, which the rest of the app lies below.
"""
