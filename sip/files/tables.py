CHILD_LEVEL = {"sip_storedfile"}
