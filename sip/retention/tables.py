"""What is deleted, when and by whom: tables, and the functions that find and delete. [security 3, 6]"""

# Ids, codes and days, and the words of a decision; nothing that tells who a child is.
REGION_LEVEL = {f"sip_retention{name}" for name in ("proposal", "approval", "hold", "proof", "ledger")}
DEFINERS = {
    "retention_entries",
    "retention_due",
    "retention_lapse",
    "retention_scope",
    "retention_counts",
    "retention_case",
    "retention_go",
    "retention_execute",
    "retention_ledger",
    "retention_subjects",
    "retention_replay",
}
