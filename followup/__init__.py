"""Indicators, reports and figures over all of it; reads only, from above."""
