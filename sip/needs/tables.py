"""The tables of this package made after the first ones. [security 3]"""

CHILD_LEVEL = {"sip_checkliststep", "sip_concernnote", "sip_informationgiven"}
