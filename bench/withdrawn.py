"""What a withdrawal closes is gone from the very next request of somebody else, at the county's size. [issue, CS-20]"""

import html
import time
from typing import Any

import psycopg

from bench.calling import Caller
from bench.people import sign_in

FOUND = """
SELECT p.case_id, c.id, v.words, ju.email, wu.email FROM sip_sipplan p
JOIN sip_consent c ON c.case_id = p.case_id AND c.status = 'given' AND c.valid_to >= current_date
JOIN sip_planvoice v ON v.case_id = p.case_id AND v.whose = 'child' AND v.replaced_at IS NULL
JOIN people_roleassignment w ON w.id = p.initiated_by_id JOIN people_user wu ON wu.id = w.user_id
JOIN sip_participation j ON j.case_id = p.case_id AND j.part = 'unit' AND j.valid_to IS NULL
JOIN people_roleassignment a ON a.id = j.assignment_id AND a.unit_id <> p.initiating_unit_id
JOIN people_user ju ON ju.id = a.user_id
WHERE wu.email = %s AND p.status = 'active' ORDER BY p.activated_on DESC, a.role LIMIT 1
"""


class StillOpen(Exception):
    """What was withdrawn could be read afterwards."""


def check(caller: Caller, email: str) -> dict[str, Any]:
    """Somebody let into the person's plan reads it, the consent is withdrawn, the next request shows nothing of it.

    Raises StillOpen, and LookupError without such a plan. Run last: a consent is gone afterwards.
    """
    from django.urls import reverse

    found: Any = caller.watch.execute(FOUND, [email]).fetchone()
    if found is None:
        raise LookupError(f"{email} has no plan that somebody else was let into.")
    case_id, consent_id, words, other, starter = found
    said = html.escape(words, quote=False)
    address = reverse("sip:plan_detail", args=[case_id])
    sign_in(caller, other)
    status, body = caller.get(address)
    if status != 200 or said not in body.decode():
        raise StillOpen(f"{other} could not read the plan before the withdrawal ({status}): nothing to prove.")
    _withdraw(caller.watch, consent_id, starter)
    began = time.perf_counter()
    status, body = caller.get(address)
    if said in body.decode():
        raise StillOpen(f"{other} read the plan after its consent was withdrawn.")
    return {"withdrawn": status, "seconds": round(time.perf_counter() - began, 3)}


def _withdraw(watch: psycopg.Connection, consent_id: Any, email: str) -> None:
    from bench.reading import WHO
    from core.access import Acting, acting_as
    from core.people.models import RoleAssignment
    from demo.people import acting_for
    from sip.consent.models import Consent
    from sip.consent.services import withdraw_consent

    found: Any = watch.execute(WHO, [email]).fetchone()
    with acting_as(Acting(kind="user", assignment_id=found[0], user_id=found[1], region_id=found[2])):
        holder = RoleAssignment.objects.select_related("unit", "region", "person").get(pk=found[0])
    with acting_as(acting_for(holder)):
        withdraw_consent(Consent.objects.get(pk=consent_id), by=acting_for(holder))
