"""Who notes, reads, changes and shows a unit's own reference to another plan of a child, by plain SQL. [security 1-3]

The children of `more.plans`' plan and of the forum's case are the school's; the plan is read by BUP too.
"""

from tests.access.joining_changes import changing as tried
from tests.access.plan_joining import GONE
from tests.access.tries import DONE, NOTHING, REFUSED, Try, insert, tries

OF_THE_PLAN = "(SELECT child_id FROM sip_childcase WHERE case_id = %(plan)s)"
ROW = {
    "child_id": "child", "unit_id": "school", "code": "'A-1'", "kind": "'care_plan'", "owner_unit_id": "bup",
    "valid_from": "current_date", "coordination": "''", "is_at_odds": "false", "holds": "'{}'",
    "noted_by_id": "teacher",
}  # fmt: skip
NOTED = insert("sip_otherplan", ROW, id="new")
OF_PLANS_CHILD = insert("sip_otherplan", ROW, id="new", child_id=OF_THE_PLAN)
ANOTHER_UNITS = insert("sip_otherplan", ROW, id="new", unit_id="social", child_id=OF_THE_PLAN)
SHOWN = insert("sip_otherplan", ROW, id="new", child_id=OF_THE_PLAN, case_id="plan", shown_at="clock_timestamp()")
CHANGES = "UPDATE sip_otherplan SET coordination = 'x' WHERE id = %(new)s"
READS = "SELECT id FROM sip_otherplan WHERE id = %(new)s"
SHOWS = "UPDATE sip_otherplan SET case_id = %({})s, shown_at = clock_timestamp() WHERE id = %(new)s"
TAKES_BACK = "UPDATE sip_otherplan SET case_id = NULL, shown_at = NULL WHERE id = %(new)s"
NEAR = "teacher colleague head convenor social_worker social_manager bup_deputy bup_manager chair secretary".split()


def read(given: tuple[str, ...], *readers: str) -> list[Try]:
    return [tried(who, READS, DONE if who in readers else NOTHING, *given, phase="raised") for who in NEAR]


def changing(who: str, sql: str, said: str, *given: str) -> Try:
    return tried(who, sql, said, *given, phase="raised")


allowed, refused = tries("raised", "sip_otherplan", ROW, (), "teacher")
OWN_PLANS = [
    allowed(),
    allowed(by="head", noted_by_id="head"),
    refused(unit_id="social"),
    refused(noted_by_id="head"),
    refused(by="colleague", noted_by_id="colleague"),
    refused(child_id=OF_THE_PLAN, case_id="plan", shown_at="clock_timestamp()"),
    refused(by="bup_deputy", noted_by_id="bup_deputy", unit_id="bup", child_id=OF_THE_PLAN),
    *read((NOTED,), "teacher", "head"),
    *read((ANOTHER_UNITS,)),
    *read((SHOWN,), "teacher", "head", "bup_deputy", "bup_manager"),
    *read((SHOWN, GONE), "teacher", "head"),
    changing("teacher", CHANGES, DONE, NOTED),
    changing("colleague", CHANGES, NOTHING, NOTED),
    changing("teacher", CHANGES, NOTHING, ANOTHER_UNITS),
    changing("teacher", CHANGES, DONE, SHOWN),
    changing("bup_deputy", CHANGES, NOTHING, SHOWN),
    changing("teacher", SHOWS.format("plan"), DONE, OF_PLANS_CHILD),
    changing("teacher", SHOWS.format("plan"), REFUSED, NOTED),
    changing("teacher", SHOWS.format("case"), REFUSED, NOTED),
    changing("teacher", TAKES_BACK, REFUSED, SHOWN),
]
