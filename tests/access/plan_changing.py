"""Who moves a plan and what hangs on it: ends it, leaves it, answers a call, ends a part. [security 1-3]

And who notes that the child was told. In the plan of `plan_joining`, whose other half this is.
"""

from functools import partial

from tests.access import joining_changes
from tests.access.plan_joining import AHEAD, DEPUTY_LEADS, LAPSED, MINE, MINE_IS, NOT_TAKEN, TAKEN
from tests.access.tries import DONE, NOTHING, REFUSED, update

changing = partial(joining_changes.changing, phase="raised")
CLOSES = update("sip_sipplan", "status = 'closed', ended_on = current_date, closing_reason = 'moved'", MINE)
STOPS = update("sip_sipplan", "status = 'stopped', ended_on = current_date", MINE)
LEAVES = update("sip_participation", "valid_to = clock_timestamp()", f"{MINE} AND assignment_id = %(bup_deputy)s")
ANSWERS = update("sip_planinvitation", "reply = 'yes'", f"{MINE} AND assignment_id = %(bup_deputy)s")
NO_CONTACT = f"DELETE FROM sip_planrole WHERE {MINE} AND part <> 'main_responsible'"
ENDS_ROLE = update("sip_planrole", "valid_to = clock_timestamp()", MINE)
OF_TEACHER = update("sip_planrole", "valid_from = clock_timestamp() - interval '1 day'", MINE)
TELLS = update(
    "sip_plantelling", "told_on = current_date, told_by_id = %(bup_deputy)s, manner = 'talk'",
    f"{MINE} AND told_on IS NULL",
)  # fmt: skip
TELLS_AGAIN = update("sip_plantelling", "told_by_id = %(bup_deputy)s", f"{MINE} AND told_on IS NOT NULL")
CHANGES = [
    changing("bup_deputy", TELLS, DONE),
    changing("bup_deputy", TELLS_AGAIN, NOTHING),
    changing("teacher", TELLS, REFUSED),
    changing("bup_deputy", TELLS.replace("told_on = current_date, ", ""), REFUSED),
    changing("bup_deputy", TELLS, NOTHING, LAPSED),
    *(changing(who, TELLS.split(" WHERE ")[0], NOTHING, LAPSED) for who in ("bup_deputy", "social_worker")),
    changing("social_worker", TELLS, NOTHING),
    changing("teacher", CLOSES, DONE),
    changing("bup_deputy", CLOSES, DONE, DEPUTY_LEADS),
    changing("bup_deputy", CLOSES, REFUSED),
    changing("head", CLOSES, REFUSED),
    changing("colleague", CLOSES, NOTHING),
    changing("bup_deputy", STOPS, DONE),
    changing("social_worker", STOPS, DONE),
    changing("colleague", STOPS, NOTHING),
    changing("teacher", LEAVES, DONE),
    changing("bup_deputy", LEAVES, DONE),
    changing("head", LEAVES, NOTHING),
    changing("social_worker", LEAVES, NOTHING),
    changing("bup_deputy", LEAVES.replace("bup_deputy", "teacher"), NOTHING, DEPUTY_LEADS),
    changing("bup_deputy", ANSWERS, DONE, AHEAD, MINE_IS),
    changing("head", ANSWERS, NOTHING, AHEAD, MINE_IS),
    changing("social_worker", ANSWERS, NOTHING, AHEAD, MINE_IS),
    changing("teacher", ENDS_ROLE, DONE, OF_TEACHER),
    changing("bup_deputy", ENDS_ROLE, NOTHING, OF_TEACHER),
    changing("bup_deputy", ENDS_ROLE, DONE, OF_TEACHER, TAKEN),
    *(changing("bup_deputy", ENDS_ROLE, NOTHING, OF_TEACHER, *other) for other in NOT_TAKEN),
    changing("bup_deputy", ENDS_ROLE, NOTHING, NO_CONTACT, update("sip_planrole", "part = 'chair'", MINE), TAKEN),
]
