"""Every kind of paper the child level hands out, fetched as the person would: seconds and pages. [issue: under 3 s]"""

import json
import time
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import cycle
from typing import Any
from uuid import uuid4

import pikepdf
import psycopg

from bench.calling import Caller

ROUNDS = 3
NEWEST = """
SELECT v.id, p.case_id, l.child_id FROM sip_sipplan p JOIN sip_planversion v ON v.case_id = p.case_id
JOIN sip_childcase l ON l.case_id = p.case_id JOIN people_roleassignment a ON a.id = p.initiated_by_id
JOIN people_user u ON u.id = a.user_id
WHERE u.email = %s AND p.status = 'active' ORDER BY p.activated_on DESC, v.number DESC LIMIT 1
"""


# What else one may fetch, by the person's own: the key, the route, and whether it is made for somebody in the family.
OF_PLANS = """
FROM sip_sipplan p JOIN people_roleassignment a ON a.id = p.initiated_by_id JOIN people_user u ON u.id = a.user_id
"""
OF_CASES = """
FROM sip_forumcase p JOIN people_roleassignment a ON a.id = p.raised_by_id JOIN people_user u ON u.id = a.user_id
"""
CALL = f"""SELECT m.id {OF_PLANS} JOIN sip_planmeeting m ON m.case_id = p.case_id AND m.status = 'called'
AND m.starts_at > now() WHERE u.email = %s ORDER BY m.starts_at LIMIT 1"""
CONSENT = f"""SELECT c.id {OF_PLANS} JOIN sip_consent c ON c.case_id = p.case_id AND c.status = 'given'
AND c.valid_to >= current_date WHERE u.email = %s ORDER BY c.created_at DESC, c.id LIMIT 1"""
SURVEY = f"""SELECT s.id {OF_PLANS} JOIN sip_surveycode s ON s.case_id = p.case_id
WHERE u.email = %s ORDER BY s.created_at DESC LIMIT 1"""
CASE = f"SELECT p.case_id {OF_CASES} WHERE u.email = %s ORDER BY p.raised_on DESC, p.case_id LIMIT 1"
MINUTES = """SELECT m.id FROM sip_minutes m JOIN sip_occasion o ON o.id = m.occasion_id
JOIN people_roleassignment a ON a.id = o.called_by_id JOIN people_user u ON u.id = a.user_id
WHERE u.email = %s ORDER BY m.created_at DESC, m.id LIMIT 1"""
MORE = {
    "call": (CALL, "meeting_family_pdf", True),
    "consent": (CONSENT, "consent_family_pdf", True),
    "survey's sheet": (SURVEY, "survey_sheet_pdf", False),
    "case's timeline": (CASE, "case_story_pdf", False),
    "minutes": (MINUTES, "minutes_pdf", False),
}
# A plan of about ten pages: the newest version once more, with so many measures.
LONG_MEASURES = 170
NEXT = """INSERT INTO sip_planversion SELECT (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(),
  'number', v.number + 1, 'content', %s::jsonb, 'sha256', %s::text))).* FROM sip_planversion v WHERE v.id = %s
RETURNING id"""


def addresses(watch: psycopg.Connection, email: str) -> dict[str, str]:
    """By name, of what the person has. Raises LookupError when the person has no plan that runs."""
    from django.urls import reverse

    from sip.family.presenting import SHEETS
    from sip.family.readers import CHILD

    found = watch.execute(NEWEST, [email]).fetchone()
    if found is None:
        raise LookupError(f"{email} has no plan that runs.")
    version, case, child = found
    family, long = (
        reverse("sip:plan_family_pdf", args=[key]) + f"?till={CHILD}&papper="
        for key in (version, lengthen(watch, version))
    )
    return {
        "plan for the family": f"{family}planen",
        "plan with many measures": f"{long}planen",
        "the child's own page": f"{family}min-plan",
        "plan for the family in Arabic": f"{family}planen&sprak=ar",
        "what was shared": reverse("sip:shared_pdf", args=[child]) + f"?till={CHILD}",
        "sheet": reverse("sip:sheet_pdf", args=[next(iter(SHEETS))]),
        "plan's timeline": reverse("sip:plan_story_pdf", args=[case]),
        "child's timeline": reverse("sip:child_story_pdf", args=[child]),
        **more(watch, email, ("call", "consent", "survey's sheet", "case's timeline")),
    }


def more(watch: psycopg.Connection, email: str, names: Iterable[str]) -> dict[str, str]:
    """Of these the ones that the person has anything of."""
    from django.urls import reverse

    from sip.family.readers import CHILD

    found = {}
    for name in names:
        asked, route, is_for_family = MORE[name]
        row = watch.execute(asked, [email]).fetchone()  # type: ignore[call-overload]
        if row is not None:
            found[name] = reverse(f"sip:{route}", args=[row[0]]) + (f"?till={CHILD}" if is_for_family else "")
    return found


def lengthen(watch: psycopg.Connection, version: Any) -> Any:
    """The version that follows, of the same content with many measures: its key."""
    from sip.plans.frozen import hash_of

    found: Any = watch.execute("SELECT content::text FROM sip_planversion WHERE id = %s", [version]).fetchone()
    content = json.loads(found[0])
    measures = [
        {**measure, "id": str(uuid4())}
        for measure, _number in zip(cycle(content["measures"]), range(LONG_MEASURES), strict=False)
    ]
    content = {**content, "measures": measures}
    made: Any = watch.execute(NEXT, [json.dumps(content), hash_of(content), version]).fetchone()
    return made[0]


def printed(caller: Caller, papers: dict[str, str]) -> Iterator[dict[str, Any]]:
    """A line a paper. The first time counts too: a person waits for that one."""
    for name, address in papers.items():
        seconds, body = [], b""
        for _ in range(ROUNDS):
            began = time.perf_counter()
            status, body = caller.get(address)
            seconds.append(round(time.perf_counter() - began, 3))
            if status != 200 or not body.startswith(b"%PDF"):
                raise RuntimeError(f"{address} answered {status}.")
        with pikepdf.open(BytesIO(body)) as pdf:
            yield {"paper": name, "seconds": seconds, "pages": len(pdf.pages)}
