from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from sip.consent.covers import ConsentFacts
from sip.consent.models import Consent
from sip.consent.states import AS_WRITTEN, ConsentStatus, Purpose


def facts_of(consent: Consent) -> ConsentFacts:
    """What decides what the consent covers, as it stands in this transaction."""
    units = consent.units.filter(withdrawn_at__isnull=True).values_list("unit_id", flat=True)
    return ConsentFacts(
        purpose=consent.purpose,
        sitting=consent.sitting,
        status=consent.status,
        form=consent.form,
        valid_from=consent.valid_from,
        valid_to=consent.valid_to,
        units=frozenset(units),
        kinds=frozenset(consent.information_kinds),
    )


def escalation_consent(case_id: UUID, on: date) -> Consent | None:
    """The living written consent to the concerned managers' decision, as one may read it. [CS-05]"""
    found = Consent.objects.filter(
        case_id=case_id,
        purpose=Purpose.STEERING_ESCALATION,
        form__in=AS_WRITTEN,
        status=ConsentStatus.GIVEN,
        valid_from__lte=on,
        valid_to__gte=on,
    )
    return found.order_by("-created_at").first()


def consent_for(case_id: UUID, unit_id: UUID, kind: str, on: date) -> Consent | None:
    """The newest living consent that one may read and that lets the unit have that kind of information."""
    found = Consent.objects.filter(
        case_id=case_id,
        status=ConsentStatus.GIVEN,
        valid_from__lte=on,
        valid_to__gte=on,
        information_kinds__contains=[kind],
        units__unit_id=unit_id,
        units__withdrawn_at__isnull=True,
    )
    return found.order_by("-created_at").first()


def given_beside(consent: Consent) -> QuerySet[Consent]:
    """What was given for the same purpose and sitting, and stands beside this one until it is given. [SM-4]"""
    same = Consent.objects.filter(case_id=consent.case_id, purpose=consent.purpose, sitting=consent.sitting)
    return same.filter(status=ConsentStatus.GIVEN).exclude(pk=consent.pk)
