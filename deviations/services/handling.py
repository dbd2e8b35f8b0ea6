"""What whoever handles a report decides about it: its kind and cause, what is to be done, with which it belongs."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import access, audit, clock
from core.access import Acting, require
from core.errors import Refused
from core.people.policies import assignment_of
from core.regions.profile import profile_of
from deviations import policies, states
from deviations.choices import AnswerKind, Kind
from deviations.models import DeviationAction, DeviationReport
from deviations.services import moves


@transaction.atomic
def sort(report: DeviationReport, *, by: Acting, kind: str, category: str, cause: str = "") -> DeviationReport:
    """Say what it is: its kind, category and cause, in the region's words. [facts 9.24]

    The secretariat's category stands beside the one set before it. Raises WrongState, PermissionDenied, Refused.
    """
    report = moves.locked(report)
    states.guard_in(report, states.OPEN)
    require(policies.can_sort(by, report))
    profile = profile_of(report.region_id, area_id=report.area_id)
    moves.refuse_unknown(kind, Kind.values, "kind")
    moves.refuse_unknown_category(report, category)
    moves.refuse_unknown(cause, ["", *(option.key for option in profile.deviation_causes or ())], "cause")

    whose = "reviewed_category" if policies.is_officer(by, report) else "category"
    moves.note(report, by=by, kind=kind, cause=cause, **{whose: category})
    audit.record("deviation.sorted", report, by=by, reason=category)
    return report


@transaction.atomic
def decide_action(
    report: DeviationReport, *, by: Acting, text: str, unit: str, due_on: date, names_confirmed: bool = False
) -> DeviationAction:
    """Something a unit of either side is to do until a day; the report is not closed before it is done. [facts 3]

    Raises WrongState, PermissionDenied, Refused.
    """
    report = moves.locked(report)
    states.guard_in(report, states.OPEN)
    require(policies.can_decide_action(by, report))
    units = {str(one.pk): one for one in moves.sides(report)}
    if unit not in units:
        raise Refused(_("Välj vilken av verksamheterna som ska göra det."), field="unit")
    if due_on < clock.today():
        raise Refused(_("Dagen har redan varit. Välj i dag eller senare."), field="due_on")
    text = moves.read(report, names_confirmed=names_confirmed, lacking="action", text=text)["text"]

    action = DeviationAction(
        region_id=report.region_id,
        report=report,
        text=text,
        unit=units[unit],
        due_on=due_on,
        decided_by_id=assignment_of(by),
    )
    action.save(force_insert=True)
    moves.note(report, by=by)
    audit.record("deviation.action_decided", report, by=by)
    moves.tell("deviation_action", report, moves.leaders_of([units[unit].pk], report), by=by)
    return action


@transaction.atomic
def finish_action(
    report: DeviationReport, *, by: Acting, action: str, outcome: str, names_confirmed: bool = False
) -> DeviationAction:
    """It is done, or will not be: how it went, in words. Raises WrongState, PermissionDenied, Refused."""
    report = moves.locked(report)
    states.guard_in(report, states.OPEN)
    require(policies.can_finish_action(by, report))
    waiting = {str(one.pk): one for one in report.actions.all() if one.done_on is None}
    chosen = waiting.get(action)
    if chosen is None:
        raise Refused(_("Välj vilken åtgärd som är klar."), field="action")
    require(policies.leads_area(by, report) or chosen.unit_id == by.unit_id)
    outcome = moves.read(report, names_confirmed=names_confirmed, outcome=outcome)["outcome"]

    chosen = access.lock(chosen)
    chosen.done_on, chosen.done_by_id, chosen.outcome = clock.today(), assignment_of(by), outcome
    chosen.save(update_fields=["done_on", "done_by", "outcome"])
    moves.note(report, by=by)
    audit.record("deviation.action_done", report, by=by)
    moves.tell("deviation_moved", report, [*moves.reporter(report), *moves.leaders(report)], by=by)
    return chosen


@transaction.atomic
def merge(report: DeviationReport, *, by: Acting, code: str) -> DeviationReport:
    """It is the same as another one, and is handled there: closed, kept, and in no statistics. [default]

    Raises WrongState, PermissionDenied, Refused for a code that is not another open report one handles.
    """
    report = moves.locked(report)
    states.MERGE.guard(report)
    require(policies.can_merge(by, report))
    other = policies.visible_reports(by).filter(code=code.strip().upper()).exclude(pk=report.pk).first()
    if other is None or other.status not in states.OPEN or not policies.handles(by, other):
        raise Refused(_("Skriv koden för en annan pågående avvikelse som du handlägger."), field="code")
    if report.duplicates.exists():
        raise Refused(
            _("Andra avvikelser är redan hopslagna med den här. Slå ihop den andra med den här i stället."),
            field="code",
        )
    moves.refuse_open_actions(report)

    reporter = moves.reporter(report)
    moves.say(
        report, AnswerKind.ANSWER, _("Handläggs tillsammans med avvikelse %(code)s.") % {"code": other.code}, by=by
    )
    today = clock.today()
    moves.move(
        report, states.MERGE, by=by, duplicate_of=other, closed_on=today, answered_on=report.answered_on or today
    )
    moves.stop_clocks(report, by=by)
    audit.record("deviation.merged", report, by=by)
    moves.tell("deviation_moved", report, reporter, by=by)
    return report
