"""The verbs after an extract is built: decide, pass, hand out, refuse, take back. [security 2, 6]"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import audit, clock, obligations
from core.access import Acting, lock, require
from core.access.fresh import require_fresh
from core.audit.moves import moved
from core.errors import Refused, WrongState
from core.obligations.states import ChangeReason
from core.ui import dates
from core.ui.numbers import in_words
from core.workdays import local_today
from sip.extracts import deadlines, paper, policies, states
from sip.extracts.models import Extract, ExtractItem


@transaction.atomic
def decide_item(item: ExtractItem, *, by: Acting, choice: str, ground: str) -> ExtractItem:
    """The second reader gives an item or leaves it out, on a ground; can be decided anew until the extract is passed.

    Raises WrongState, PermissionDenied, and Refused for a ground of the other answer.
    """
    extract = _locked(item.extract, states.DECIDE)
    require(policies.can_decide(by, extract))
    if ground not in states.GROUNDS[states.Choice(choice)]:
        raise Refused(_("Grunden hör till det andra svaret. Välj en grund som passar."), field="ground")
    item = lock(item)
    item.choice, item.ground, item.decided_by_id = choice, ground, by.assignment_id
    item.save(update_fields=["choice", "ground", "decided_by"])
    audit.record("extract.item_decided", item, by=by, reason=f"{choice}.{ground}")
    return item


@transaction.atomic
def pass_extract(extract: Extract, *, by: Acting) -> Extract:
    """The second reader has read all of it: what is given is frozen, and its hash kept.

    Raises WrongState, PermissionDenied, and Refused for a stale login, one's own extract or items not decided.
    """
    extract = _locked(extract, states.READ)
    require(policies.is_officer_of(by, extract))
    _require_another(extract, by)
    require_fresh(by)
    items = list(extract.items.order_by("number"))
    if waiting := sum(item.waits for item in items):
        raise Refused(
            ngettext(
                "En markerad uppgift är inte avgjord. Avgör den först.",
                "%(n)s markerade uppgifter är inte avgjorda. Avgör dem först.",
                waiting,
            )
            % {"n": capfirst(in_words(waiting))}
        )
    extract.read_at, extract.read_by_id, extract.reader_id = clock.now(), by.assignment_id, by.person_id
    extract.sha256 = paper.hash_of(paper.content_of(extract, items))
    return moved(extract, states.READ, "extract.passed", by, "read_at", "read_by", "reader", "sha256")


@transaction.atomic
def hand_out(extract: Extract, *, by: Acting, manner: str, on: date) -> Extract:
    """It has been given to the one it was built for. Raises WrongState, PermissionDenied, Refused."""
    extract = _locked(extract, states.HAND_OUT)
    require(policies.can_hand_out(by, extract))
    if on > clock.today() or (extract.read_at and on < local_today(extract.read_at)):
        raise Refused(_("Ange en dag från den då utdraget godkändes till i dag."), field="on")
    if (manner == states.Manner.OWN_ARCHIVE) != (extract.receiver == states.Receiver.ARCHIVE):
        raise Refused(_("Välj ett sätt som passar mottagaren."), field="manner")
    extract.handed_on, extract.handed_by_id, extract.manner = on, by.assignment_id, manner
    deadlines.answered(extract, by=by, on=on)
    said = ("handed_on", "handed_by", "manner")
    return moved(extract, states.HAND_OUT, "extract.handed_out", by, *said, reason=manner)


@transaction.atomic
def extend_time(extract: Extract, *, by: Acting, until: date, told_on: date, reason: str) -> Extract:
    """The answer needs more time, and the one who asked has been told why within the first month. Once. [GDPR 12.3]

    Raises WrongState when no clock runs, PermissionDenied, Refused for days that the law does not allow.
    """
    extract = _locked(extract, states.EXTEND)
    require(policies.can_extend(by, extract))
    waits = deadlines.running(extract)
    if waits is None or waits.due_on is None:
        raise WrongState(_("Begäran har ingen frist som löper."))
    if deadlines.is_extended(waits):
        raise WrongState(_("Tiden är redan förlängd. Den kan bara förlängas en gång."))
    if not waits.started_on <= told_on <= min(waits.due_on, clock.today()):
        raise Refused(
            _("Den som frågat måste ha fått veta det senast %(day)s. Ange en dag från begäran till dess, inte framåt.")
            % {"day": dates.day(waits.due_on)},
            field="told_on",
        )
    if not waits.due_on < until <= deadlines.latest(waits.due_on):
        raise Refused(
            _("Tiden kan förlängas till senast %(day)s.") % {"day": dates.day(deadlines.latest(waits.due_on))},
            field="until",
        )
    obligations.extend(extract, deadlines.ANSWERED.code, until=until, reason=reason, by=by, on=told_on)
    audit.record("extract.extended", extract, by=by, reason=reason)
    return extract


@transaction.atomic
def refuse(extract: Extract, *, by: Acting, reason: str, words: str) -> Extract:
    """The second reader says no to the whole. Raises WrongState, PermissionDenied, Refused for one's own."""
    extract = _locked(extract, states.REFUSE)
    require(policies.is_officer_of(by, extract))
    _require_another(extract, by)
    deadlines.answered(extract, by=by, on=clock.today())
    return _ended(extract, states.REFUSE, "extract.refused", by, reason, words)


@transaction.atomic
def revoke(extract: Extract, *, by: Acting, reason: str, words: str) -> Extract:
    """Taken back before it is handed out; nobody reads it any more. Raises WrongState, PermissionDenied."""
    extract = _locked(extract, states.REVOKE)
    require(policies.can_revoke(by, extract))
    deadlines.stop(extract, by=by, reason=ChangeReason.NOT_NEEDED)
    return _ended(extract, states.REVOKE, "extract.revoked", by, reason, words)


def _locked(extract: Extract, move: states.Transition) -> Extract:
    """The database hides what has ended from every change, so the state is asked first, and again under the lock."""
    move.guard(extract)
    try:
        extract = lock(extract)
    except PermissionDenied:
        raise WrongState(_("Utdraget är redan avgjort.")) from None
    move.guard(extract)
    return extract


def _require_another(extract: Extract, by: Acting) -> None:
    if by.person_id == extract.builder_id:
        raise Refused(_("Du har byggt utdraget. En annan arkivansvarig hos huvudmannen ska läsa det."))


def _ended(extract: Extract, move: states.Transition, act: str, by: Acting, reason: str, words: str) -> Extract:
    extract.ended_at, extract.ended_by_id = clock.now(), by.assignment_id
    extract.reason, extract.words = reason, words
    return moved(extract, move, act, by, "ended_at", "ended_by", "reason", "words", reason=reason)
