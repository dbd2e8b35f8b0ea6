"""Keep the paper of a consent. [issue 3 point 3]"""

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, lock, require
from core.errors import WrongState
from core.files.examining import Examined
from core.files.services import keep_as
from sip.cases.services import tell
from sip.cases.subjects import subject_of
from sip.consent.models import Consent
from sip.files import policies
from sip.files.models import StoredFile


@transaction.atomic
def add_paper(consent: Consent, *, by: Acting, paper: Examined) -> StoredFile:
    """Add the signed form to a consent that is asked for or given: a new version, the earlier stay.

    The case is locked first, as when a consent is recorded. Raises PermissionDenied, WrongState.
    """
    case = lock(subject_of(consent.case_id))
    consent = lock(consent)
    if not policies.takes_paper(consent):
        raise WrongState(_("En fil läggs till när samtycket är skriftligt och väntar på svar eller gäller."))
    require(policies.can_add_paper(by, case))
    stored = file_paper(consent, by=by, paper=paper)
    tell(case, by)
    return stored


def file_paper(consent: Consent, *, by: Acting, paper: Examined) -> StoredFile:
    """The next version of the paper, within the act that has locked the consent and asked who may."""
    version = StoredFile.objects.filter(consent_id=consent.pk).count() + 1
    about = {"case_id": consent.case_id, "consent": consent, "version": version}
    stored = keep_as(StoredFile, paper, by=by, adding_unit_id=by.unit_id, **about)
    audit.record("file.kept", stored, by=by)
    return stored
