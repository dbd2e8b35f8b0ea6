"""Who may read, record and withdraw a consent. [security 2]"""

from django.db.models import QuerySet

from core.access import Acting, within
from core.roles import CASE_ROLES
from sip.cases.policies import takes_part
from sip.consent.models import Consent
from sip.consent.subjects import Subject


def visible_consents(acting: Acting) -> QuerySet[Consent]:
    return Consent.objects.filter(within("case_id", "visible_consent_case_ids"), region_id=acting.region_id)


def can_record_consent(acting: Acting, case: Subject) -> bool:
    """A caseworker or leader who takes part in the open case. [security 2]"""
    return case.is_open and acting.role in CASE_ROLES and takes_part(acting, case)


def can_withdraw_consent(acting: Acting, case: Subject) -> bool:
    """Any who takes part, on the giver's word: always allowed, at once. [CS-20]"""
    return takes_part(acting, case)
