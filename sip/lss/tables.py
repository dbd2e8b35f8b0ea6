CHILD_LEVEL = {"sip_lssoffer"}
