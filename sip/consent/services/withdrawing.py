"""Withdraw a consent, wholly or toward one unit, and use it up. [SM-4, CS-10, CS-20]"""

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import WrongState
from core.organisations.models import Unit
from core.people.queries import holders
from core.roles import Role
from core.states import Transition
from sip.cases.models import ForumCase
from sip.cases.services import called_now, tell
from sip.cases.subjects import subject_of
from sip.consent import policies, states
from sip.consent.asked import NO_WORD, Word
from sip.consent.calls import called_of, tell_gone
from sip.consent.deadlines import no_longer
from sip.consent.models import Consent
from sip.consent.queries import given_beside
from sip.plans.models import SipPlan
from sip.plans.services.stopping import stop_for_withdrawal, tell_of_narrowing
from sip.transfers.models import Transfer
from sip.transfers.stopping import stop_transfer


@transaction.atomic
def withdraw_consent(consent: Consent, *, by: Acting, unit: Unit | None = None, word: Word = NO_WORD) -> Consent:
    """Withdraw wholly or toward one unit, on the giver's word; what it opened closes in this transaction. [CS-20]

    With the last consent the child's name leaves the case: the database takes the row. What was disclosed stays
    listed, and what has been filed before stays with its receiver. What was only asked for beside a given consent
    closes nothing. The case is locked first, as when a consent is recorded. `word`: who took it back, and how.
    Raises WrongState when the consent is not live.
    """
    case = lock(subject_of(consent.case_id))
    consent = lock(consent)
    states.WITHDRAW.guard(consent)
    require(policies.can_withdraw_consent(by, case))
    now = clock.now()
    waiting = [*_convenors(case), *called_now(case)] if isinstance(case, ForumCase) else []
    gone = called_of(case, {unit.pk}) if unit else []
    units = consent.units.filter(withdrawn_at__isnull=True)
    is_whole = unit is None or not units.exclude(unit=unit).exists()
    if isinstance(case, Transfer) and is_whole and not given_beside(consent).exists():
        stop_transfer(case, by=by)
    if isinstance(case, SipPlan) and not given_beside(consent).exists():
        if is_whole:  # before the consent goes, and with it the sight of what is to be cancelled
            stop_for_withdrawal(case, by=by)
        else:
            tell_of_narrowing(case, by=by)
    if is_whole:  # the consent's own state says it of all its units
        consent.status, consent.ended_at, consent.ended_by_id = states.WITHDRAW.target, now, by.assignment_id
        consent.word_of, consent.word_form = word.of, word.form
        consent.save(update_fields=["status", "ended_at", "ended_by", "word_of", "word_form"])
        no_longer(consent, by=by, reason="consent_withdrawn")
    elif not units.filter(unit=unit).update(withdrawn_at=now, word_of=word.of, word_form=word.form):
        raise WrongState(_("Samtycket gäller inte den verksamheten."))
    else:  # the database has taken the calls of that unit
        tell_gone(case, gone, by=by)
    audit.record("consent.withdrawn", consent, by=by, unit_id=unit.pk if unit else None)
    tell(case, by, "consent_withdrawn", extra=waiting, told=gone)
    return consent


def _convenors(case: ForumCase) -> list:
    found = holders(Role.FORUM_CONVENOR, region_id=case.region_id, district_id=case.district_id, on=clock.today())
    return [holder.pk for holder in found]


def use(consent: Consent, *, by: Acting) -> None:
    """The sitting it was given for has been held: used up. [CS-10, DL-47]"""
    _end(consent, states.USE, "consent.used", "consent_used", by)


def end_unused(consent: Consent, *, by: Acting) -> None:
    """The sitting it was given for is cancelled and never held: it opens nothing more, and no other sitting. [CS-10]

    With the last consent the child's name leaves the case: the database takes the row.
    """
    _end(consent, states.EXPIRE, "consent.expired", "sitting_cancelled", by)


def _end(consent: Consent, move: Transition, act: str, reason: str, by: Acting) -> None:
    consent = lock(consent)
    move.guard(consent)
    consent.status, consent.ended_at, consent.ended_by_id = move.target, clock.now(), by.assignment_id
    consent.save(update_fields=["status", "ended_at", "ended_by"])
    no_longer(consent, by=by, reason=reason)
    audit.record(act, consent, by=by, reason=reason)
