"""Whose work went to whom names staff alone; the database's one function moves it. [security 3]"""

REGION_LEVEL = {"sip_takeover"}
DEFINERS = {"take_over", "give_back"}
