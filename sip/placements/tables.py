CHILD_LEVEL = {
    "sip_placement",
    "sip_placementstep",
    "sip_healthexam",
    "sip_protectedresidence",
    "sip_placementnotice",
}
