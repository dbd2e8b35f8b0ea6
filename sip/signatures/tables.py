CHILD_LEVEL = {"sip_consentsignature"}
DEFINERS = {"screen_is_signed"}
