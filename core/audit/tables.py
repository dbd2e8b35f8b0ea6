REGION_LEVEL = {"audit_event"}
OPEN = {"audit_seal"}
DEFINERS = {
    "audit_append",
    "audit_write",
    "audit_safety_net",
    "audit_block",
    "audit_blocks",
    "audit_pending",
    "audit_seal",
    "audit_make_partitions",
    "reviewed_principal_id",
    "acts_after_participation",
    "acts_of_namesakes",
}
