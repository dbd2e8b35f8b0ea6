"""Who may hand the tablet over, and who reads what was signed. [security 2]"""

from django.db.models import QuerySet

from core.access import Acting, within
from sip.cases.subjects import Subject
from sip.consent.models import Consent
from sip.consent.policies import can_record_consent
from sip.consent.states import ConsentStatus, Form
from sip.signatures.models import ConsentSignature


def visible_signatures(acting: Acting) -> QuerySet[ConsentSignature]:
    """Of the consents one may read, where one may know who the child is. Row security holds the rule."""
    found = ConsentSignature.objects.filter(within("case_id", "visible_consent_case_ids"), region_id=acting.region_id)
    return found.select_related("held_by__person")


def waits_for_signatures(consent: Consent) -> bool:
    return consent.form == Form.SCREEN and consent.status == ConsentStatus.REQUESTED


def can_sign(acting: Acting, case: Subject, consent: Consent) -> bool:
    """Who: whoever may record consents in the case holds the tablet. When: while it is asked for on the screen."""
    return waits_for_signatures(consent) and can_record_consent(acting, case)
