"""Who reads and who adds a consent's paper. [security 2]"""

from django.db.models import QuerySet

from core.access import Acting, within
from sip.cases.subjects import Subject
from sip.consent.models import Consent
from sip.consent.policies import can_record_consent
from sip.consent.states import ConsentStatus, Form
from sip.files.models import StoredFile


def visible_files(acting: Acting) -> QuerySet[StoredFile]:
    """Papers of the consents one may read, where one may also know who the child is: they bear names.

    Row security holds the rule, the same as for the guardians' names; region and case are named for the index.
    """
    return StoredFile.objects.filter(within("case_id", "visible_consent_case_ids"), region_id=acting.region_id)


def takes_paper(consent: Consent) -> bool:
    """When: written, and asked for or given."""
    return consent.form == Form.WRITTEN and consent.status in (ConsentStatus.REQUESTED, ConsentStatus.GIVEN)


def can_add_paper(acting: Acting, case: Subject) -> bool:
    """Who records consents in the case may add their paper. [security 2]"""
    return can_record_consent(acting, case)
