"""The secretariat's and the upper rungs' work: take in, ask, handle, answer, close. [003:L1359-1371, SM-3]"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, require
from core.errors import Refused
from core.roles import Role
from deviations import policies, states
from deviations.choices import UNSORTED, AnswerKind
from deviations.deadlines import RECEIPT, REPLY
from deviations.ladder import ladder_for
from deviations.models import DeviationReport
from deviations.services import moves
from deviations.services.gathering import gathered


@transaction.atomic
def submit(
    report: DeviationReport, *, by: Acting, suggestion: str = "", names_confirmed: bool = False
) -> DeviationReport:
    """Send what is principled to the secretariat; receipt and answer begin to count. [001:L335-339, DL-54]

    Raises WrongState, PermissionDenied, Refused.
    """
    report = moves.locked(report)
    states.SUBMIT.guard(report)
    require(policies.can_submit(by, report, ladder_for(report)))
    changes: dict[str, Any] = {}
    if suggestion.strip():
        changes = moves.read(report, names_confirmed=names_confirmed, suggestion=suggestion)

    moves.move(report, states.SUBMIT, by=by, submitted_on=clock.today(), **changes)
    for due in (RECEIPT, REPLY):
        moves.start_clock(due, report, by=by)
    audit.record("deviation.submitted", report, by=by)
    moves.tell("deviation_received", report, moves.everywhere(Role.SECRETARIAT_OFFICER, report), by=by)
    moves.tell("deviation_moved", report, moves.reporter(report), by=by)
    return report


@transaction.atomic
def receive(report: DeviationReport, *, by: Acting) -> DeviationReport:
    """Confirm that it has come. [003:L1361-1363, DL-54] Raises WrongState, PermissionDenied."""
    report = moves.locked(report)
    states.RECEIVE.guard(report)
    require(policies.can_receive(by, report))

    moves.move(report, states.RECEIVE, by=by, received_on=clock.today())
    obligations.end(report, RECEIPT.code, on=clock.today(), by=by)
    audit.record("deviation.received", report, by=by)
    moves.tell("deviation_moved", report, [*moves.reporter(report), *moves.area_leaders(report)], by=by)
    return report


@transaction.atomic
def return_question(
    report: DeviationReport, *, by: Acting, question: str, names_confirmed: bool = False
) -> DeviationReport:
    """Ask the reporter and the local group for more. Raises WrongState, PermissionDenied, Refused."""
    report = moves.locked(report)
    states.RETURN.guard(report)
    require(policies.can_return_question(by, report))
    text = moves.read(report, names_confirmed=names_confirmed, question=question)["question"]

    moves.say(report, AnswerKind.QUESTION, text, by=by)
    moves.move(report, states.RETURN, by=by)
    audit.record("deviation.returned", report, by=by)
    moves.tell("deviation_returned", report, [*moves.reporter(report), *moves.area_leaders(report)], by=by)
    return report


@transaction.atomic
def complete(report: DeviationReport, *, by: Acting, text: str, names_confirmed: bool = False) -> DeviationReport:
    """Answer the secretariat's question. Raises WrongState, PermissionDenied, Refused."""
    report = moves.locked(report)
    states.COMPLETE.guard(report)
    require(policies.can_complete(by, report))
    text = moves.read(report, names_confirmed=names_confirmed, text=text)["text"]

    moves.say(report, AnswerKind.COMPLETION, text, by=by)
    moves.move(report, states.COMPLETE, by=by)
    audit.record("deviation.completed", report, by=by)
    moves.tell("deviation_received", report, moves.everywhere(Role.SECRETARIAT_OFFICER, report), by=by)
    return report


@transaction.atomic
def review(report: DeviationReport, *, by: Acting, category: str, pattern: str) -> DeviationReport:
    """Handle it: its kind, and the pattern it belongs to. [003:L1365-1371] Raises WrongState, Refused."""
    report = moves.locked(report)
    states.REVIEW.guard(report)
    require(policies.can_review(by, report))
    moves.refuse_unknown_category(report, category)
    pattern = moves.read(report, names_confirmed=True, pattern=pattern)["pattern"]

    moves.move(report, states.REVIEW, by=by, reviewed_category=category, pattern=gathered(pattern, by=by).name)
    audit.record("deviation.reviewed", report, by=by)
    moves.tell("deviation_moved", report, moves.reporter(report), by=by)
    return report


@transaction.atomic
def raise_to_bussam(
    report: DeviationReport, *, by: Acting, text: str, names_confirmed: bool = False
) -> DeviationReport:
    """Put it before the regional group. [000:L308-314] Raises WrongState, PermissionDenied, Refused."""
    report = moves.locked(report)
    states.RAISE_TO_BUSSAM.guard(report)
    require(policies.can_raise_to_bussam(by, report))
    text = moves.read(report, names_confirmed=names_confirmed, text=text)["text"]

    moves.move(report, states.RAISE_TO_BUSSAM, by=by, text=text)
    audit.record("deviation.raised", report, by=by)
    moves.tell("deviation_received", report, moves.everywhere(Role.REGIONAL_MEMBER, report), by=by)
    moves.tell("deviation_moved", report, moves.reporter(report), by=by)
    return report


@transaction.atomic
def note_assignment(
    report: DeviationReport, *, by: Acting, text: str, names_confirmed: bool = False
) -> DeviationReport:
    """The regional group gave somebody a task because of it. [000:L308-314] Raises WrongState, Refused."""
    report = moves.locked(report)
    states.NOTE_ASSIGNMENT.guard(report)
    require(policies.can_note_assignment(by, report))
    text = moves.read(report, names_confirmed=names_confirmed, text=text)["text"]

    moves.say_to_all(report, AnswerKind.ASSIGNMENT, text, by=by)
    moves.move(report, states.NOTE_ASSIGNMENT, by=by, answered_on=clock.today())
    obligations.end(report, REPLY.code, on=clock.today(), by=by)
    audit.record("deviation.led_to_assignment", report, by=by)
    moves.tell("deviation_answered", report, _all_concerned(report), by=by)
    return report


@transaction.atomic
def answer(report: DeviationReport, *, by: Acting, text: str, names_confirmed: bool = False) -> DeviationReport:
    """Answer the reporter, both sides and the local group. [000:L308-314][004:L776, X-38]

    Raises WrongState, PermissionDenied, Refused.
    """
    report = moves.locked(report)
    states.ANSWER.guard(report)
    require(policies.can_answer(by, report))
    text = moves.read(report, names_confirmed=names_confirmed, lacking="answer", text=text)["text"]

    moves.say_to_all(report, AnswerKind.ANSWER, text, by=by)
    moves.move(report, states.ANSWER, by=by, answered_on=clock.today())
    obligations.end(report, REPLY.code, on=clock.today(), by=by)
    audit.record("deviation.answered", report, by=by)
    moves.tell("deviation_answered", report, _all_concerned(report), by=by)
    return report


@transaction.atomic
def close(report: DeviationReport, *, by: Acting, feedback: str = "", names_confirmed: bool = False) -> DeviationReport:
    """End it, when the reporter and the local group have their answer. [003:L1365-1371]

    What has no answer yet is closed with one; nothing is while an action waits or its category is not set.
    Raises WrongState, PermissionDenied, Refused.
    """
    report = moves.locked(report)
    states.CLOSE.guard(report)
    require(policies.can_close(by, report))
    moves.refuse_open_actions(report)
    if report.sorted_as == UNSORTED:
        raise Refused(_("Ange avvikelsens slag innan du avslutar."))
    changes: dict[str, Any] = {}
    if report.answered_on is None or feedback.strip():
        text = moves.read(report, names_confirmed=names_confirmed, feedback=feedback)["feedback"]
        moves.say_to_all(report, AnswerKind.ANSWER, text, by=by)
        changes = {"answered_on": report.answered_on or clock.today()}

    moves.move(report, states.CLOSE, by=by, closed_on=clock.today(), **changes)
    obligations.end(report, REPLY.code, on=clock.today(), by=by)
    audit.record("deviation.closed", report, by=by)
    moves.tell("deviation_answered", report, _all_concerned(report), by=by)
    return report


def _all_concerned(report: DeviationReport) -> list:
    """The reporter, the leaders of both sides, and who leads the area's group: the feedback. [F126]"""
    return [*moves.reporter(report), *moves.leaders(report), *moves.area_leaders(report)]
