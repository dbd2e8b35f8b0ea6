"""Solving it where it arose, or taking it up the ladder. [SM-3]"""

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, require
from core.errors import Refused
from core.people.models import RoleAssignment
from deviations import policies, states
from deviations.choices import AnswerKind, WithdrawReason
from deviations.deadlines import GROUPS, REPLY, SIDES
from deviations.ladder import ladder_for
from deviations.models import DeviationReport
from deviations.services import moves
from deviations.states import DeviationStatus as S


@transaction.atomic
def resolve(report: DeviationReport, *, by: Acting, solution: str, names_confirmed: bool = False) -> DeviationReport:
    """It is solved where it stands, and the reporter is told how. [001:L331-333][004:L766-770]

    Raises WrongState, PermissionDenied, Refused (empty text, personal number, unconfirmed name).
    """
    report = moves.locked(report)
    states.RESOLVE.guard(report)
    require(policies.can_resolve(by, report))
    text = moves.read(report, names_confirmed=names_confirmed, solution=solution)["solution"]

    moves.say_to_all(report, AnswerKind.SOLUTION, text, by=by)
    moves.move(report, states.RESOLVE, by=by, answered_on=clock.today())
    for due in (SIDES, REPLY):
        obligations.end(report, due.code, on=clock.today(), by=by)
    audit.record("deviation.resolved", report, by=by)
    moves.tell("deviation_answered", report, [*moves.reporter(report), *moves.leaders(report)], by=by)
    return report


@transaction.atomic
def refer_to_forum(report: DeviationReport, *, by: Acting, text: str, names_confirmed: bool = False) -> DeviationReport:
    """The leaders could not solve it: the district's individual forum takes it. [001:L333-335]

    Raises WrongState, PermissionDenied, Refused.
    """
    report = moves.locked(report)
    states.REFER_TO_FORUM.guard(report)
    require(policies.can_refer_to_forum(by, report))
    text = moves.read(report, names_confirmed=names_confirmed, text=text)["text"]

    moves.move(report, states.REFER_TO_FORUM, by=by, text=text)
    obligations.end(report, SIDES.code, on=clock.today(), by=by)
    audit.record("deviation.referred_to_forum", report, by=by)
    moves.tell("deviation_received", report, moves.convenors(report) or moves.area_leaders(report), by=by)
    moves.tell("deviation_moved", report, moves.reporter(report), by=by)
    return report


@transaction.atomic
def mark_principled(
    report: DeviationReport, *, by: Acting, reason: str, suggestion: str = "", names_confirmed: bool = False
) -> DeviationReport:
    """The question is beyond the single case: it goes to the first rung for such. [001:L335-339][004:L768-772]

    Where that is a group of the area, and no secretariat that it is to be sent to first, its answer begins to count.
    Raises WrongState, PermissionDenied, Refused.
    """
    report = moves.locked(report)
    ladder = ladder_for(report)
    transition = ladder.mark_principled()
    transition.guard(report)
    require(policies.can_mark_principled(by, report, ladder))
    kept = moves.read(report, names_confirmed=names_confirmed, reason=reason)
    if suggestion.strip():
        kept |= moves.read(report, names_confirmed=names_confirmed, suggestion=suggestion)

    changes = {"suggestion": kept["suggestion"]} if "suggestion" in kept else {}
    moves.move(
        report, transition, by=by, text=kept["reason"], is_principled=True, principled_reason=kept["reason"], **changes
    )
    obligations.end(report, SIDES.code, on=clock.today(), by=by)
    if report.status in GROUPS:
        moves.start_clock(REPLY, report, by=by)
    audit.record("deviation.marked_principled", report, by=by)
    moves.tell("deviation_received", report, moves.in_area(ladder.submitters, report), by=by)
    moves.tell("deviation_moved", report, moves.reporter(report), by=by)
    return report


@transaction.atomic
def lift(report: DeviationReport, *, by: Acting, text: str, names_confirmed: bool = False) -> DeviationReport:
    """Take it one rung up, with the reason. [004:L772-776] Raises WrongState, PermissionDenied, Refused."""
    report = moves.locked(report)
    ladder = ladder_for(report)
    transition = ladder.lift(report.status)
    transition.guard(report)
    require(policies.can_lift(by, report, ladder))
    text = moves.read(report, names_confirmed=names_confirmed, text=text)["text"]

    moves.move(report, transition, by=by, text=text)
    audit.record("deviation.lifted", report, by=by, reason=report.level)
    moves.tell("deviation_received", report, _workers_at(report), by=by)
    moves.tell("deviation_moved", report, moves.reporter(report), by=by)
    return report


def _workers_at(report: DeviationReport) -> list[RoleAssignment]:
    return moves.everywhere(policies.WORKS_ON[S(report.status)], report)


@transaction.atomic
def withdraw(report: DeviationReport, *, by: Acting, reason: WithdrawReason) -> DeviationReport:
    """The reporter takes it back; it is kept and counted by itself. Raises WrongState, PermissionDenied, Refused."""
    report = moves.locked(report)
    states.WITHDRAW.guard(report)
    require(policies.can_withdraw(by, report))
    if reason not in WithdrawReason.values:
        raise Refused(_("Välj varför du tar tillbaka anmälan."), field="reason")

    told = moves.holders_now(report)
    moves.move(
        report, states.WITHDRAW, by=by, reason=str(reason), withdrawn_on=clock.today(), withdraw_reason=str(reason)
    )
    moves.stop_clocks(report, by=by)
    audit.record("deviation.withdrawn", report, by=by, reason=str(reason))
    moves.tell("deviation_withdrawn", report, told, by=by)
    return report
