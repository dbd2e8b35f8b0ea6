CHILD_LEVEL = {"sip_timeenquiry"}
REGION_LEVEL = {"sip_timequestion"}
