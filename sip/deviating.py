"""A shortcoming is reported from a case or a plan without the child in it; its code alone comes back. [P-95, P-96]"""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, require
from core.roles import REPORTERS
from sip.cases.buttons import Button
from sip.cases.models import CaseDeviation, ForumCase
from sip.cases.states import ForumCaseStatus as S
from sip.cases.subjects import Subject
from sip.consent.found import subject_or_none
from sip.individual_forum.rows import newest_standing

UNSOLVED = (S.UNRESOLVED, S.ESCALATED, S.PRINCIPLED_FORWARDED, S.DECIDED)
SALT = "sip.deviation"
HOURS = 24


def report_buttons(acting: Acting, one: Subject, begun: Mapping[str, str] | None = None) -> list[Button]:
    """The way to the report, which carries a sealed word that only this app can open; none for who may not report.

    `begun`: what the report may begin with, as `begun_in` says it.
    """
    if acting.unit_id is None or acting.role not in REPORTERS:
        return []
    query = urlencode({"ursprung": signing.dumps(str(one.pk), salt=SALT), **(begun or {})})
    return [Button(_("Rapportera en avvikelse"), f"{reverse('deviations:report')}?{query}")]


def begun_in(acting: Acting, case: ForumCase, sittings: Iterable[dict]) -> dict[str, str]:
    """The other unit, the category and the day, from where the case stands; words never, and nothing of the child.

    Whoever was called and sent nobody, else that the units did not agree; a unit only where it can be but one. The
    keys are the report's own. [P-95, P-96]
    """
    newest = newest_standing(sittings)
    if not newest:
        return {}
    others, absent = ({*newest[key]} - {acting.unit_id} for key in ("units", "absent"))
    begun = {}
    if absent:
        begun, others = {"kategori": "absence", "dag": newest["day"].isoformat()}, absent
    elif case.status in UNSOLVED:
        begun = {"kategori": "disagreement", "dag": newest["day"].isoformat()}
    if len(others) == 1:
        begun["verksamhet"] = str(others.pop())
    return begun


def after_deviation(acting: Acting, token: str, code: str) -> str:
    """A deviation was reported: note its code where it came from; where to go back to, "" for another origin."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        return ""
    one = subject_or_none(acting, pk)
    if one is None:
        return ""
    note_deviation(one, by=acting, code=code)
    return one.get_absolute_url()


@transaction.atomic
def note_deviation(one: Subject, *, by: Acting, code: str) -> CaseDeviation:
    """Keep the code of a deviation that was reported from a case or a plan, for those who see it. [P-90, P-96]

    Raises PermissionDenied.
    """
    require(subject_or_none(by, one.pk) is not None)
    noted = CaseDeviation(region_id=one.region_id, case_id=one.pk, code=code, noted_by_id=by.assignment_id)
    noted.save(force_insert=True)
    audit.record("case.deviation_noted", noted, by=by, case_id=one.pk)
    return noted
