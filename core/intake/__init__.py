"""Organisations and people out of a file: read, shown row by row, and taken in whole or not at all. [F7, F10]

This module imports nothing, since the child process that opens a stranger's file starts through it.
"""
