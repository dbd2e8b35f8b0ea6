CHILD_LEVEL = {"sip_transition", "sip_transitionunit"}
DEFINERS = {"transitions_due", "expire_on_birthdays"}
