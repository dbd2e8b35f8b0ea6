"""Every kind of paper the child level hands out, fetched as the person would: seconds and pages. [issue: under 3 s]"""

import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any

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


def addresses(watch: psycopg.Connection, email: str) -> dict[str, str]:
    """By name. Raises LookupError when the person has no plan that runs."""
    from django.urls import reverse

    from sip.family.presenting import SHEETS
    from sip.family.readers import CHILD

    found = watch.execute(NEWEST, [email]).fetchone()
    if found is None:
        raise LookupError(f"{email} has no plan that runs.")
    version, _case, child = found
    family = reverse("sip:plan_family_pdf", args=[version]) + f"?till={CHILD}&papper="
    sheet = reverse("sip:sheet_pdf", args=[next(iter(SHEETS))])
    return {
        "plan for the family": f"{family}planen",
        "the child's own page": f"{family}min-plan",
        "plan for the family in Arabic": f"{family}planen&sprak=ar",
        "what was shared": reverse("sip:shared_pdf", args=[child]) + f"?till={CHILD}",
        "sheet": sheet,
    }


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
