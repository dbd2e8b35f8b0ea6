"""What one who must give a consent answers after it was asked for: yes, or no. [SM-4, CS-04, facts 9.6]"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from sip.cases.subjects import subject_of
from sip.consent import policies
from sip.consent.models import Consent, ConsentGiver
from sip.consent.services import answered
from sip.plans.models import SipPlan
from sip.plans.services.consenting import begin_by_consent


@transaction.atomic
def answer_consent(consent: Consent, *, by: Acting, giver: ConsentGiver, answer: bool, on: date) -> Consent:
    """One more has answered; the last yes gives the consent, a no that decides refuses it. [001:L345-347]

    Where one yes is enough, the others may still say theirs after a no.

    Raises WrongState when it waits for no such answer, PermissionDenied, Refused for one who has answered, for a day
    ahead or before it was asked for, and when what it was asked for is no longer so.
    """
    case = lock(subject_of(consent.case_id))
    consent = lock(consent)
    giver = lock(giver)
    if not policies.waits_for_answers(consent) or giver.consent_id != consent.pk:
        raise WrongState(_("Samtycket väntar inte på svar."))
    require(policies.can_record_consent(by, case))
    if giver.answer is not None:
        raise Refused(_("%(name)s har redan svarat.") % {"name": giver.name}, field="giver")
    if not consent.valid_from <= on <= clock.today():
        raise Refused(_("Svaret lämnades tidigast när samtycket begärdes och senast i dag."), field="on")
    consent = answered(case, consent, by=by, giver=giver, answer=answer, on=on)
    if isinstance(case, SipPlan):
        begin_by_consent(case, consent, by=by)
    return consent
