"""The tables of this package made after the first ones. [security 3]"""

CHILD_LEVEL = {f"sip_{name}" for name in "numberchange guardianbar childperson protecteddata expectedbirth".split()}
