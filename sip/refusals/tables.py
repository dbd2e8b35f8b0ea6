CHILD_LEVEL = {"sip_refusal"}
DEFINERS = {"sip_refusals"}
