"""What both sides write of one report: the other side's account, a question, an addendum, the receipt. [F122, F126]"""

from django.db import transaction

from core import audit, clock, obligations
from core.access import Acting, require
from deviations import policies, states
from deviations.choices import AnswerKind
from deviations.deadlines import SIDES
from deviations.models import DeviationReport
from deviations.services import moves


@transaction.atomic
def account(report: DeviationReport, *, by: Acting, text: str, names_confirmed: bool = False) -> DeviationReport:
    """How the other side saw it, beside the reporter's words; its answer is then given. [facts 9.24]

    Raises WrongState, PermissionDenied, Refused.
    """
    report = moves.locked(report)
    states.guard_in(report, states.WITH_SIDES)
    require(policies.can_account(by, report))
    text = moves.read(report, names_confirmed=names_confirmed, lacking="account", text=text)["text"]

    moves.say(report, AnswerKind.ACCOUNT, text, by=by)
    moves.note(report, by=by)
    obligations.end(report, SIDES.code, on=clock.today(), by=by)
    audit.record("deviation.accounted", report, by=by)
    moves.tell("deviation_moved", report, [*moves.reporter(report), *moves.leaders(report)], by=by)
    return report


@transaction.atomic
def ask(report: DeviationReport, *, by: Acting, question: str, names_confirmed: bool = False) -> DeviationReport:
    """Ask the reporter for more while the two sides have it. Raises WrongState, PermissionDenied, Refused."""
    report = moves.locked(report)
    states.guard_in(report, states.WITH_SIDES)
    require(policies.can_ask(by, report))
    text = moves.read(report, names_confirmed=names_confirmed, question=question)["question"]

    moves.say(report, AnswerKind.QUESTION, text, by=by)
    moves.note(report, by=by, asked_on=clock.today())
    audit.record("deviation.asked", report, by=by)
    moves.tell("deviation_returned", report, moves.reporter(report), by=by)
    return report


@transaction.atomic
def add(report: DeviationReport, *, by: Acting, text: str, names_confirmed: bool = False) -> DeviationReport:
    """Words added to what stands, which is never changed; the reporter's own answer a question that waits.

    Raises WrongState, PermissionDenied, Refused.
    """
    report = moves.locked(report)
    states.guard_in(report, states.OPEN)
    require(policies.can_add(by, report))
    text = moves.read(report, names_confirmed=names_confirmed, lacking="addendum", text=text)["text"]

    moves.say(report, AnswerKind.ADDENDUM, text, by=by)
    moves.note(report, by=by, **({"asked_on": None} if policies.speaks_as_reporter(by, report) else {}))
    audit.record("deviation.added_to", report, by=by)
    moves.tell("deviation_received", report, moves.holders_now(report), by=by)
    return report


@transaction.atomic
def confirm(report: DeviationReport, *, by: Acting, text: str = "", names_confirmed: bool = False) -> DeviationReport:
    """The answer is read, with a word back or none. [F126] Raises WrongState, PermissionDenied, Refused."""
    report = moves.locked(report)
    states.guard_in(report, states.ANSWERED)
    require(policies.can_confirm(by, report))
    if text.strip():
        text = moves.read(report, names_confirmed=names_confirmed, lacking="addendum", text=text)["text"]
        moves.say(report, AnswerKind.RECEIPT, text, by=by)

    moves.note(report, by=by, receipt_on=clock.today())
    audit.record("deviation.answer_read", report, by=by)
    moves.tell("deviation_receipt", report, [*moves.leaders(report), *moves.area_leaders(report)], by=by)
    return report
