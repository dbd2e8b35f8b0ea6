"""Send it to the parties, sign for one's own, and it is in force when all have. [000:L113-115, AG-05, F60, F62]"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.access.fresh import require_fresh
from core.audit.moves import locked, moved
from core.errors import Refused
from core.files.examining import Examined
from core.files.services import keep_as
from core.regions.profile import profile_of
from core.textguard import said_in
from groups.agreements import policies, states
from groups.agreements.content import BY_KEY, MINIMUM, Demand, demands
from groups.agreements.models import Agreement, AgreementFile, AgreementParty
from groups.agreements.seen import must_be_seen
from groups.agreements.services import following
from groups.agreements.services.drafting import in_turn
from groups.agreements.states import Method
from groups.queries import leaders_of
from groups.telling import tell


def lacking(agreement: Agreement) -> list[Demand]:
    """The demands of the minimum content that no chapter meets yet. [AG-20]"""
    written = agreement.chapters.exclude(text="").values_list("key", flat=True)
    return [one for one in demands(MINIMUM, written) if not one.is_met]


def blocks(agreement: Agreement) -> bool:
    """Whether the region lets nothing be signed without the minimum content. [cfg.agreement_minimum_blocking]"""
    return profile_of(agreement.region_id).agreement_minimum_blocking


@transaction.atomic
def send(agreement: Agreement, *, by: Acting) -> Agreement:
    """To the parties, to be signed or decided. Raises WrongState, PermissionDenied, Refused. [002:L2579-2594]"""
    in_turn(agreement.pk)
    agreement = locked(agreement, states.SEND, policies.can_send, by)
    if blocks(agreement) and (missing := lacking(agreement)):
        what = ", ".join(f"”{BY_KEY[key].heading}”" for key in dict.fromkeys(one.chapter for one in missing))
        raise Refused(_("Skriv de här kapitlen först: %(what)s.") % {"what": what})
    waits = agreement.consulted.filter(answered_on__isnull=True).exists()
    if waits and agreement.answer_by and clock.today() <= agreement.answer_by:
        raise Refused(_("Alla har inte svarat, och tiden att svara har inte gått ut."))
    agreement = moved(agreement, states.SEND, "agreement.sent", by)
    named = policies.standing_parties(agreement).exclude(signatory=None).values_list("signatory", flat=True)
    tell("agreement_to_sign", agreement, named, by)
    return agreement


@transaction.atomic
def reopen(agreement: Agreement, *, by: Acting) -> Agreement:
    """Back to be written. Raises WrongState, PermissionDenied once a party has signed."""
    agreement = locked(agreement, states.REOPEN, policies.can_reopen, by)
    return moved(agreement, states.REOPEN, "agreement.reopened", by)


@transaction.atomic
def sign(party: AgreementParty, *, by: Acting, signed_as: str, seen: str) -> AgreementParty:
    """For the own principal, freshly signed in, the text that was `seen` (its mark).

    Raises WrongState when it has changed, PermissionDenied, Refused.
    """
    party = _held(party)
    require(policies.can_sign(by, party))
    _must_have_read(party, by, seen)
    return _bound(party, by, Method.SCREEN, on=clock.today(), name=by.person_name, signed_as=signed_as)


@transaction.atomic
def note_paper(
    party: AgreementParty, *, by: Acting, name: str, signed_as: str, on: date, file: Examined, seen: str
) -> AgreementParty:
    """What the party signed on paper, with the paper itself. Raises as above."""
    party = _held(party)
    require(policies.can_note_paper(by, party))
    _must_have_read(party, by, seen)
    name = said_in("name", name)
    _must_have_been(on)
    add_file(party.agreement, by=by, title=_("Underskrift från %(party)s") % {"party": party}, file=file, party=party)
    return _bound(party, by, Method.PAPER, on=on, name=name, signed_as=signed_as)


@transaction.atomic
def note_decision(party: AgreementParty, *, by: Acting, signed_as: str, on: date, seen: str) -> AgreementParty:
    """What the party has decided politically: body and number of the decision. Raises as above. [004:L250-252]"""
    party = _held(party)
    require(policies.can_note_decision(by, party))
    _must_have_read(party, by, seen)
    _must_have_been(on)
    return _bound(party, by, Method.DECISION, on=on, name="", signed_as=signed_as)


def add_file(
    agreement: Agreement, *, by: Acting, title: str, file: Examined, party: AgreementParty | None = None
) -> AgreementFile:
    """Into the store, as an annex or as a party's paper. Whoever calls has asked whether it may be."""
    added = keep_as(AgreementFile, file, by=by, agreement=agreement, party=party, title=said_in("title", title))
    audit.record("agreement.file_added", agreement, by=by)
    return added


@transaction.atomic
def add_annex(agreement: Agreement, *, by: Acting, title: str, file: Examined) -> AgreementFile:
    """Raises PermissionDenied, Refused."""
    agreement = lock(agreement)
    require(policies.can_arrange(by, agreement))
    return add_file(agreement, by=by, title=title, file=file)


@transaction.atomic
def remove_annex(annex: AgreementFile, *, by: Acting) -> AgreementFile:
    """Off the draft; a paper that a party signed stands. Raises PermissionDenied."""
    agreement = lock(Agreement(pk=annex.agreement_id))
    annex = lock(annex)
    require(policies.can_remove(by, annex, agreement))
    annex.removed_at = clock.now()
    annex.save(update_fields=["removed_at"])
    audit.record("agreement.file_removed", agreement, by=by)
    return annex


def _held(party: AgreementParty) -> AgreementParty:
    """The agreement first: two who sign at once come after each other, and the second finds the first's signature."""
    agreement = lock(Agreement(pk=party.agreement_id))
    party = lock(party)
    party.agreement = agreement
    return party


def _must_have_read(party: AgreementParty, by: Acting, seen: str) -> None:
    """Who binds a principal shows who it is, and has read what it is bound to. [security 8]"""
    must_be_seen(party.agreement, seen)
    require_fresh(by)


def _must_have_been(on: date) -> None:
    if on > clock.today():
        raise Refused(_("Dagen kan inte ligga framåt i tiden."), field="on")


def _bound(party: AgreementParty, by: Acting, method: str, *, on: date, name: str, signed_as: str) -> AgreementParty:
    party.method, party.signed_on, party.signed_by_id = method, on, by.assignment_id
    party.signed_name, party.signed_as = name, said_in("signed_as", signed_as)
    party.save(update_fields=["method", "signed_on", "signed_by", "signed_name", "signed_as"])
    audit.record("agreement.signed", party, by=by, reason=method)
    if not policies.standing_parties(party.agreement).filter(method="").exists():
        _enter(party.agreement, by)
    return party


def _enter(agreement: Agreement, by: Acting) -> None:
    """The last party has bound itself; what was before is replaced. [000:L115]"""
    agreement.in_force_on = clock.today()
    agreement = moved(agreement, states.ENTER, "agreement.in_force", by, "in_force_on")
    if agreement.replaces_id:
        before = lock(Agreement(pk=agreement.replaces_id))
        if states.SUPERSEDE.allowed_from(before.status):
            moved(before, states.SUPERSEDE, "agreement.superseded", by)
            following.stop_clocks(before, by=by)
    following.start_clocks(agreement, by=by)
    tell_all("agreement_in_force", agreement, by)


def tell_all(kind: str, agreement: Agreement, by: Acting) -> None:
    """Those who signed for a party, and who leads the forum."""
    signed = policies.standing_parties(agreement).exclude(signatory=None).values_list("signatory", flat=True)
    tell(kind, agreement, {*signed, *leaders_of(agreement.forum, clock.today()).values_list("pk", flat=True)}, by)
