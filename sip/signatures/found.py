"""The consent that an address names, with the family it is about. Hidden and missing are the same: 404."""

from django.db.models import Prefetch
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from core.access import require
from sip.cases.subjects import Subject
from sip.consent.found import subject_or_404
from sip.consent.models import Consent, ConsentUnit
from sip.consent.policies import visible_consents
from sip.signatures.readers import Family, family_of


def consent_or_404(request: HttpRequest, pk) -> tuple[Consent, Subject, Family]:
    """Raises PermissionDenied where one does not have the child's own record: the bars stand there. [security 1 (7)]"""
    acting = request.acting  # type: ignore[attr-defined]
    found = visible_consents(acting).prefetch_related(
        "givers", Prefetch("units", ConsentUnit.objects.select_related("unit"))
    )
    consent = get_object_or_404(found, pk=pk)
    case = subject_or_404(request, consent.case_id)
    family = family_of(consent)
    require(bool(family.readers))
    return consent, case, family
