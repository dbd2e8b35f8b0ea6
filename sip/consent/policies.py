"""Who may read, record and withdraw a consent. [security 2]"""

from django.db.models import QuerySet

from core import clock
from core.access import Acting, within
from core.roles import CASE_ROLES
from sip.cases.models import ForumCase, Participation
from sip.cases.policies import known, takes_part
from sip.cases.states import Part
from sip.cases.subjects import Subject
from sip.consent.models import Consent
from sip.consent.states import ConsentStatus, Form
from sip.plans.models import SipPlan
from sip.transfers.models import Transfer


def visible_consents(acting: Acting) -> QuerySet[Consent]:
    return Consent.objects.filter(within("case_id", "visible_consent_case_ids"), region_id=acting.region_id)


def can_record_consent(acting: Acting, case: Subject) -> bool:
    """A caseworker or leader who takes part in the open case; of a plan or a transfer, in the unit that started it.

    [security 2]
    """
    if not case.is_open or acting.role not in CASE_ROLES or not takes_part(acting, case):
        return False
    return isinstance(case, ForumCase) or _started(case)


def _started(one: SipPlan | Transfer) -> bool:
    """A consent takes an earlier one's place: only who sees the case without any may record one. [rows 4-5]"""
    return type(one)._default_manager.filter(within("case_id", "started_case_ids"), pk=one.pk).exists()


def can_withdraw_consent(acting: Acting, case: Subject) -> bool:
    """Any who takes part or takes care of what was received, on the giver's word: always allowed, at once. [CS-20]"""
    return takes_part(acting, case) or (isinstance(case, Transfer) and _receives(acting, case))


def _receives(acting: Acting, transfer: Transfer) -> bool:
    found = known(acting, transfer, "has_received")
    if found is not None:
        return found
    own = Participation.objects.filter(case_id=transfer.pk, part=Part.RECEIVER, assignment_id=acting.assignment_id)
    return own.live(clock.now()).exists()


def waits_for_answers(consent: Consent) -> bool:
    """Asked for on paper or in words; what is asked for on the screen is signed there."""
    return consent.status == ConsentStatus.REQUESTED and consent.form != Form.SCREEN


def can_answer_consent(acting: Acting, case: Subject, consent: Consent) -> bool:
    """Who records it notes what was answered afterwards."""
    return waits_for_answers(consent) and can_record_consent(acting, case)
