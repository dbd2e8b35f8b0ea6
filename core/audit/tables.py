REGION_LEVEL = {"audit_event"}
OPEN = {"audit_seal", "audit_droppedmonth"}
DEFINERS = {
    "audit_append",
    "audit_write",
    "audit_safety_net",
    "audit_block",
    "audit_blocks",
    "audit_pending",
    "audit_seal",
    "audit_make_partitions",
    "audit_month",
    "audit_old_months",
    "audit_remainders",
    "audit_expected",
    "audit_drops",
    "audit_drop_month",
    "reviewed_principal_id",
    "acts_after_participation",
    "acts_of_namesakes",
    "staff_sign_ins",
}
