"""Files that people add: taken apart before they are kept, kept encrypted, given out one by one. [security 10]

Here is the machinery. What a file is about, and who may read it, stands in the table of the app that takes it in.
This module imports nothing, since the child process that opens a stranger's file starts through it.
"""
