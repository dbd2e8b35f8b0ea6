"""The directory is found by its words, by everybody of the region. [S-24, perf 1d]"""

from core.access.found_sql import Searched, searchable

FOUND = {
    "found_unit_ids": (
        Searched("organisations_unit", ("name", "mission", "target_group", "mandate_text", "referral_path")),
    )
}
SEARCHABLE = [operation for name, places in FOUND.items() for operation in searchable(name, *places)]
