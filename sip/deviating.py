"""A shortcoming is reported from a case or a plan without the child in it; its code alone comes back. [P-95, P-96]"""

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, require
from core.roles import REPORTERS
from sip.cases.buttons import Button
from sip.cases.models import CaseDeviation
from sip.cases.subjects import Subject
from sip.consent.found import subject_or_none

SALT = "sip.deviation"
HOURS = 24


def report_buttons(acting: Acting, one: Subject) -> list[Button]:
    """The way to the report, which carries a sealed word that only this app can open; none for who may not report."""
    if acting.unit_id is None or acting.role not in REPORTERS:
        return []
    origin = signing.dumps(str(one.pk), salt=SALT)
    return [Button(_("Rapportera en avvikelse"), f"{reverse('deviations:report')}?ursprung={origin}")]


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
