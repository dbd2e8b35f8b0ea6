"""Any party may ask for it to be negotiated anew or give notice; a next version goes its own way. [AG-06, F61]"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, lock, require
from core.access.fresh import require_fresh
from core.audit.moves import locked, moved
from core.errors import Refused
from core.organisations.models import Principal
from core.textguard import said_in
from groups.agreements import policies, states
from groups.agreements.models import Agreement
from groups.agreements.services import following
from groups.agreements.services.drafting import laid_out
from groups.agreements.services.signing import tell_all

COPIED = ("region_id", "forum", "level", "title", "target_group", "by_decision", "situation", "needs_coordination",
          "needs_economy", "why")  # fmt: skip


@transaction.atomic
def ask_for_renegotiation(agreement: Agreement, *, by: Acting, party: Principal, reason: str) -> Agreement:
    """It holds as before until a new version does. Raises WrongState, PermissionDenied, Refused. [000:L117]"""
    agreement = locked(agreement, states.ASK, policies.can_ask, by)
    _must_speak_for(by, agreement, party)
    agreement.asked_by, agreement.asked_on = party, clock.today()
    agreement.asked_because = said_in("reason", reason)
    changed = "asked_by", "asked_on", "asked_because"
    agreement = moved(agreement, states.ASK, "agreement.renegotiation_asked", by, *changed)
    tell_all("agreement_changed", agreement, by)
    return agreement


@transaction.atomic
def withdraw_request(agreement: Agreement, *, by: Acting) -> Agreement:
    """The party that asked lets it be. Raises WrongState, PermissionDenied."""
    agreement = locked(agreement, states.WITHDRAW, policies.can_withdraw, by)
    agreement.asked_by, agreement.asked_on, agreement.asked_because = None, None, ""
    changed = "asked_by", "asked_on", "asked_because"
    return moved(agreement, states.WITHDRAW, "agreement.request_withdrawn", by, *changed)


@transaction.atomic
def give_notice(agreement: Agreement, *, by: Acting, party: Principal, ends_on: date, reason: str) -> Agreement:
    """A party leaves it, freshly signed in: it holds to and including the day. [000:L116]

    Raises WrongState, PermissionDenied, Refused.
    """
    agreement = locked(agreement, states.TERMINATE, policies.can_terminate, by)
    _must_speak_for(by, agreement, party)
    require_fresh(by)
    if ends_on < clock.today():
        raise Refused(_("Sista dagen kan inte ha passerat."), field="ends_on")
    agreement.ended_by, agreement.ends_on, agreement.end_reason = party, ends_on, said_in("reason", reason)
    agreement = moved(agreement, states.TERMINATE, "agreement.terminated", by, "ended_by", "ends_on", "end_reason")
    following.stop_clocks(agreement, by=by)
    tell_all("agreement_changed", agreement, by)
    return agreement


@transaction.atomic
def renew(agreement: Agreement, *, by: Acting) -> Agreement:
    """The next version as a draft with the same words and parties. Raises PermissionDenied."""
    agreement = lock(agreement)
    require(policies.can_renew(by, agreement))
    return _copied(agreement, by, number=agreement.number + 1, replaces=agreement)


@transaction.atomic
def begin_again(agreement: Agreement, *, by: Acting) -> Agreement:
    """What was laid down is drafted anew, with the same words and parties. Raises PermissionDenied."""
    agreement = lock(agreement)
    if agreement.replaces_id:
        lock(Agreement(pk=agreement.replaces_id))
    require(policies.can_begin_again(by, agreement))
    return _copied(agreement, by, number=agreement.number, replaces=agreement.replaces)


def _copied(agreement: Agreement, by: Acting, *, number: int, replaces: Agreement | None) -> Agreement:
    same = {name: getattr(agreement, name) for name in COPIED}
    new = Agreement(**same, number=number, replaces=replaces, drafted_by_id=by.assignment_id)
    texts = dict(agreement.chapters.values_list("key", "text"))
    principals = [one.principal for one in policies.standing_parties(agreement).select_related("principal")]
    return laid_out(new, by=by, parties=principals, texts=texts)


@transaction.atomic
def abandon(agreement: Agreement, *, by: Acting, reason: str) -> Agreement:
    """No agreement comes of it; one before it holds as it did. Raises WrongState, PermissionDenied, Refused."""
    agreement = locked(agreement, states.ABANDON, policies.can_abandon, by)
    agreement.end_reason = said_in("reason", reason)
    return moved(agreement, states.ABANDON, "agreement.abandoned", by, "end_reason")


def _must_speak_for(by: Acting, agreement: Agreement, party: Principal) -> None:
    if not policies.speaks_for(by, agreement, party):
        raise Refused(_("Välj en part som du får tala för."), field="party")
