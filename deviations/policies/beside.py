"""Who may write beside the ladder: both sides' words, sorting, actions, duplicates, the receipt. [F122, F126]"""

from core.access import Acting
from deviations import states
from deviations.choices import AnswerKind
from deviations.models import DeviationReport
from deviations.policies.relations import (
    handles,
    leads_a_side,
    leads_area,
    leads_other_side,
    speaks_as_reporter,
)


def can_account(acting: Acting, report: DeviationReport) -> bool:
    """Who: a leader of the other side, once for each unit, while the two sides have it. [facts 9.24]"""
    if report.status not in states.WITH_SIDES or not leads_other_side(acting, report):
        return False
    told = (one for one in report.answers.all() if one.kind == AnswerKind.ACCOUNT)
    return not any(one.by.unit_id == acting.unit_id for one in told)


def can_ask(acting: Acting, report: DeviationReport) -> bool:
    """Who: a leader of either side but the reporter, while the two sides have it and nothing is asked already."""
    if report.status not in states.WITH_SIDES or report.asked_on is not None:
        return False
    return leads_a_side(acting, report) and acting.assignment_id != report.reporter_id


def can_add(acting: Acting, report: DeviationReport) -> bool:
    """Who: the reporter and whoever leads a side or the area's group. What stands is never changed."""
    if report.status not in states.OPEN:
        return False
    return report.reporter_id == acting.assignment_id or leads_a_side(acting, report) or leads_area(acting, report)


def can_sort(acting: Acting, report: DeviationReport) -> bool:
    """Who: whoever handles it; the reporter need not know the region's words. [facts 9.24]"""
    return report.status in states.OPEN and handles(acting, report)


def can_decide_action(acting: Acting, report: DeviationReport) -> bool:
    """Who: whoever leads a side or the area's group."""
    return report.status in states.OPEN and (leads_a_side(acting, report) or leads_area(acting, report))


def can_finish_action(acting: Acting, report: DeviationReport) -> bool:
    """Who: a leader of the unit that was to do it, or whoever leads the area's group."""
    if report.status not in states.OPEN:
        return False
    waiting = [one for one in report.actions.all() if one.done_on is None]
    if leads_area(acting, report):
        return bool(waiting)
    return leads_a_side(acting, report) and any(one.unit_id == acting.unit_id for one in waiting)


def can_merge(acting: Acting, report: DeviationReport) -> bool:
    """Who: whoever handles it, while nothing hangs on it. [default]"""
    return states.MERGE.allowed_from(report.status) and handles(acting, report)


def can_confirm(acting: Acting, report: DeviationReport) -> bool:
    """Who: the reporter, or the unit's leader when the reporter has left: the answer is read. [F126]"""
    if report.status not in states.ANSWERED or report.answered_on is None or report.receipt_on is not None:
        return False
    return speaks_as_reporter(acting, report)
