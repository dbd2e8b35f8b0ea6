"""Who may move a report on, and when: the guard of each verb as a question. [SM-3]"""

from collections.abc import Callable

from core.access import Acting
from core.errors import WrongState
from core.roles import REPORTERS
from core.states import Transition
from deviations import states
from deviations.ladder import SECRETARIAT, Ladder, ladder_for
from deviations.models import DeviationReport
from deviations.policies import beside
from deviations.policies.relations import (
    convenes,
    is_officer,
    leads_a_side,
    leads_area,
    leads_reporters_unit,
    speaks_as_reporter,
    works_here,
)
from deviations.states import DeviationStatus as S


def can_report(acting: Acting) -> bool:
    """Who: anybody who works in a unit with collaboration around children. [SM-3]"""
    return acting.unit_id is not None and acting.role in REPORTERS


def can_resolve(acting: Acting, report: DeviationReport) -> bool:
    """Who: leaders of both sides, the convenor when the forum has it, the local group's leader. [SM-3]"""
    if not states.RESOLVE.allowed_from(report.status):
        return False
    if report.status == S.IN_FORUM:
        return convenes(acting, report)
    if report.status == S.IN_LOCAL_GROUP:
        return leads_area(acting, report)
    return leads_a_side(acting, report)


def can_refer_to_forum(acting: Acting, report: DeviationReport, ladder: Ladder | None = None) -> bool:
    """Who: a leader of either side, where the ladder has an individual forum. [001:L333-335]"""
    ladder = ladder or ladder_for(report)
    return (
        ladder.refers_to_forum
        and report.district_id is not None
        and states.REFER_TO_FORUM.allowed_from(report.status)
        and leads_a_side(acting, report)
    )


def can_mark_principled(acting: Acting, report: DeviationReport, ladder: Ladder | None = None) -> bool:
    """Who: leaders of both sides or the group's leader; from the forum its convenor or the leader. [SM-3]"""
    if not _allows((ladder or ladder_for(report)).mark_principled, report):
        return False
    if leads_area(acting, report):
        return True
    return convenes(acting, report) if report.status == S.IN_FORUM else leads_a_side(acting, report)


def can_lift(acting: Acting, report: DeviationReport, ladder: Ladder | None = None) -> bool:
    """Who: the local group's leader; on higher rungs those who work there. [004:L772-776]"""
    ladder = ladder or ladder_for(report)
    if not _allows(lambda: ladder.lift(report.status), report):
        return False
    return leads_area(acting, report) if report.status == S.IN_LOCAL_GROUP else works_here(acting, report)


def can_submit(acting: Acting, report: DeviationReport, ladder: Ladder | None = None) -> bool:
    """Who: the role the region names, in the report's own area. [X-38]"""
    ladder = ladder or ladder_for(report)
    return (
        states.SUBMIT.allowed_from(report.status)
        and acting.role in ladder.submitters
        and acting.area_id == report.area_id
    )


def can_receive(acting: Acting, report: DeviationReport) -> bool:
    return states.RECEIVE.allowed_from(report.status) and is_officer(acting, report)


def can_return_question(acting: Acting, report: DeviationReport) -> bool:
    return states.RETURN.allowed_from(report.status) and is_officer(acting, report)


def can_complete(acting: Acting, report: DeviationReport) -> bool:
    """Who: the reporter, the unit's leader when the reporter has left, or whoever leads the area's group. [default]"""
    if not states.COMPLETE.allowed_from(report.status):
        return False
    return leads_area(acting, report) or speaks_as_reporter(acting, report)


def can_review(acting: Acting, report: DeviationReport) -> bool:
    return states.REVIEW.allowed_from(report.status) and is_officer(acting, report)


def can_raise_to_bussam(acting: Acting, report: DeviationReport) -> bool:
    return states.RAISE_TO_BUSSAM.allowed_from(report.status) and is_officer(acting, report)


def can_note_assignment(acting: Acting, report: DeviationReport) -> bool:
    return states.NOTE_ASSIGNMENT.allowed_from(report.status) and is_officer(acting, report)


def can_answer(acting: Acting, report: DeviationReport) -> bool:
    """Who: the secretariat (X-38), or those who work on the rung where it stands. [004:L776]"""
    if not states.ANSWER.allowed_from(report.status):
        return False
    return is_officer(acting, report) or works_here(acting, report)


def can_close(acting: Acting, report: DeviationReport) -> bool:
    """Who: the secretariat what it has had; else the reporter's own leader or the local group's. [SM-3]"""
    if not states.CLOSE.allowed_from(report.status):
        return False
    if SECRETARIAT in report.levels:
        return is_officer(acting, report)
    return leads_reporters_unit(acting, report) or leads_area(acting, report)


def can_withdraw(acting: Acting, report: DeviationReport) -> bool:
    return states.WITHDRAW.allowed_from(report.status) and report.reporter_id == acting.assignment_id


def can_grant(acting: Acting, report: DeviationReport) -> bool:
    """Who: an officer at the secretariat, of what has come there. [issue 2:3]"""
    return is_officer(acting, report)


def _allows(move: Callable[[], Transition], report: DeviationReport) -> bool:
    try:
        transition = move()
    except WrongState:
        return False
    return transition.allowed_from(report.status)


def report_verbs(acting: Acting, report: DeviationReport) -> set[str]:
    """What the acting assignment may do with the report now, by the verbs' names."""
    ladder = ladder_for(report)
    answers = {
        "confirm": beside.can_confirm(acting, report),
        "account": beside.can_account(acting, report),
        "ask": beside.can_ask(acting, report),
        "add": beside.can_add(acting, report),
        "sort": beside.can_sort(acting, report),
        "decide_action": beside.can_decide_action(acting, report),
        "finish_action": beside.can_finish_action(acting, report),
        "merge": beside.can_merge(acting, report),
        "resolve": can_resolve(acting, report),
        "refer_to_forum": can_refer_to_forum(acting, report, ladder),
        "mark_principled": can_mark_principled(acting, report, ladder),
        "lift": can_lift(acting, report, ladder),
        "submit": can_submit(acting, report, ladder),
        "receive": can_receive(acting, report),
        "return_question": can_return_question(acting, report),
        "complete": can_complete(acting, report),
        "review": can_review(acting, report),
        "raise_to_bussam": can_raise_to_bussam(acting, report),
        "note_assignment": can_note_assignment(acting, report),
        "answer": can_answer(acting, report),
        "close": can_close(acting, report),
        "withdraw": can_withdraw(acting, report),
        "grant": can_grant(acting, report),
    }
    return {verb for verb, allowed in answers.items() if allowed}
