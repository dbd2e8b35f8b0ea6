"""Invented people and cases for the demo and for scale; installed only there. It stands above every app."""
