"""Follow the plan up at a meeting: results, a new version; close it or hand it on. [SM-1, F85, F86]"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, lock, require
from core.errors import EditedByAnother, Refused
from sip.cases.services import tell
from sip.plans import deadlines, policies, states, transfers
from sip.plans.choices import Change, Result
from sip.plans.models import PlanGoal, PlanMeasure, PlanMeeting, PlanVersion, SipPlan
from sip.plans.queries import in_its_place, last_held, live_measures
from sip.plans.services.agreeing import Agreed, freeze, settle, start_clock, tell_agreed
from sip.plans.services.telling import must_be_told
from sip.plans.states import ClosingReason, PlanStatus

ENDS_AS = {PlanStatus.CLOSED: Change.CLOSED, PlanStatus.TRANSFERRED: Change.TRANSFERRED}


@dataclass(frozen=True)
class Outcome:
    """What came of one measure; `version` is the one the writer saw, None where nobody else can have written."""

    result: str
    text: str = ""
    version: int | None = None


@transaction.atomic
def note_results(
    plan: SipPlan, *, by: Acting, outcomes: Mapping[UUID, Outcome], reached: Mapping[UUID, bool] | None = None
) -> None:
    """What came of each measure, and which goals are reached. [F85]

    Raises WrongState, PermissionDenied, EditedByAnother when somebody wrote another result in between.
    """
    plan = lock(plan)
    states.RENEW.guard(plan)
    require(policies.can_write(by, plan))
    for measure in live_measures(plan).filter(pk__in=list(outcomes)):
        _note_result(measure, outcomes[measure.pk])
    for goal in PlanGoal.objects.filter(case_id=plan.pk, taken_out_at__isnull=True, pk__in=list(reached or {})):
        goal.is_reached = (reached or {})[goal.pk]
        goal.version += 1
        goal.save(update_fields=["is_reached", "version"])
    audit.record("plan.results_noted", plan, by=by)


def _note_result(measure: PlanMeasure, outcome: Outcome) -> None:
    told, text, today = outcome.result, outcome.text.strip(), clock.today()
    if not told or (measure.result, measure.result_text, measure.followed_up_on) == (told, text, today):
        return
    if outcome.version not in (None, measure.version):
        raise EditedByAnother(measure)
    measure.result, measure.result_text, measure.followed_up_on = told, text, today
    measure.version += 1
    measure.save(update_fields=["result", "result_text", "followed_up_on", "version"])


@transaction.atomic
def renew(plan: SipPlan, *, by: Acting, agreed: Agreed) -> PlanVersion:
    """The plan has been followed up at a meeting: a new version, and the next day. [P-46..P-48]

    Raises WrongState, PermissionDenied, Refused while no meeting has been held since the last version or a measure
    lacks its result.
    """
    plan = lock(plan)
    states.RENEW.guard(plan)
    require(policies.can_renew(by, plan))
    held = last_held(plan)
    latest = PlanVersion.objects.filter(case_id=plan.pk).order_by("-number").first()
    if held is None or latest is None or held.held_at is None or held.held_at <= latest.frozen_at:
        raise Refused(_("Håll uppföljningsmötet först. Planen får en ny version efter mötet."))
    _check_results(plan, latest)
    settle(plan, agreed, by)
    plan.save(update_fields=["label", "responsible_principal", "next_follow_up_on"])
    version = freeze(plan, by)
    _begin_anew(plan)
    deadlines.end(deadlines.FOLLOWED_UP, plan, by=by, on=max(_day(held), plan.activated_on or clock.today()))
    start_clock(plan, by, agreed, clock.today())
    audit.record("plan.renewed", plan, by=by)
    tell_agreed(plan, by)
    return version


def _begin_anew(plan: SipPlan) -> None:
    """What is done leaves the plan; what goes on is to be followed up once more. The version keeps what was told."""
    live_measures(plan).filter(result__in=(Result.DONE, Result.DROPPED)).update(taken_out_at=clock.now())
    live_measures(plan).update(result=Result.NONE, result_text="", followed_up_on=None)


def _day(meeting: PlanMeeting) -> date:
    return timezone.localdate(meeting.starts_at)


def _check_results(plan: SipPlan, latest: PlanVersion | None) -> None:
    """Each measure that stood in the last version has its result; what was added since has none to tell."""
    known = {row["id"] for row in latest.content["measures"]} if latest else set()
    open_ones = [measure for measure in live_measures(plan) if str(measure.pk) in known and not measure.result]
    if open_ones:
        raise Refused(
            _("Skriv hur det gick med varje insats. Det saknas för: %(what)s.") % {"what": open_ones[0].text[:80]}
        )


@transaction.atomic
def close_plan(plan: SipPlan, *, by: Acting, reason: str) -> SipPlan:
    """Close a running plan when every measure has its outcome, and tell those who take part. [SM-1]

    Raises WrongState, PermissionDenied, Refused, also where no other plan could have taken its place. [P-37]
    """
    plan = lock(plan)
    states.CLOSE.guard(plan)
    require(policies.can_close(by, plan))
    if reason == ClosingReason.REPLACED and not in_its_place(plan).exists():
        raise Refused(
            _("Notera först planen som har tagit över, bland barnets andra planer. Den ska ha allt som en SIP har."),
            field="reason",
        )
    _check_results(plan, PlanVersion.objects.filter(case_id=plan.pk).order_by("-number").first())
    return _end(plan, states.CLOSE.target, by, reason)


@transaction.atomic
def transfer_plan(plan: SipPlan, *, by: Acting) -> SipPlan:
    """The young person is handed over to those who take over, when the transition says that it is done. [SM-1, P-70]

    Raises WrongState, PermissionDenied, Refused while the joint meeting or a unit's own transfer of information lacks,
    and while a measure has no outcome.
    """
    plan = lock(plan)
    states.TRANSFER.guard(plan)
    require(policies.can_transfer(by, plan))
    if not transfers.handed_over(by, plan).exists():
        raise Refused(
            _("Överlämningen är inte klar. Håll det gemensamma mötet och låt varje verksamhet bekräfta sin överföring.")
        )
    _check_results(plan, PlanVersion.objects.filter(case_id=plan.pk).order_by("-number").first())
    return _end(plan, states.TRANSFER.target, by, "")


def _end(plan: SipPlan, status: str, by: Acting, reason: str) -> SipPlan:
    obligations.waive_all(plan.pk, by=by, reason=reason or "transferred", but=deadlines.OUTLIVE_PLAN)
    audit.record("plan.ended", plan, by=by, reason=reason or status)
    tell(plan, by)
    must_be_told(plan, ENDS_AS[PlanStatus(status)], by=by)
    plan.status, plan.closing_reason, plan.ended_on = status, reason, clock.today()
    plan.save(update_fields=["status", "closing_reason", "ended_on"])
    return plan
