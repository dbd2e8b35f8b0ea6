CHILD_LEVEL = {"sip_firstlineask"}
