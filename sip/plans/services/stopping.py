"""A consent is withdrawn: what it carried in the plan stops in the same transaction. [CS-20, SM-1]"""

from core import audit, clock, obligations
from core.access import Acting
from core.notices import notify
from sip.plans import states
from sip.plans.choices import Attendance, Change
from sip.plans.models import PlanInvitation, PlanMeeting, SipPlan
from sip.plans.services.telling import must_be_told
from sip.plans.states import MeetingStatus


def stop_for_withdrawal(plan: SipPlan, *, by: Acting) -> None:
    """The whole consent is about to be withdrawn: an open plan stops, a meeting that was called is cancelled.

    The plan is locked by the caller. What has been filed before stays with its receiver. Those who were called learn
    that the meeting is cancelled, and no more.
    """
    if not states.STOP.allowed_from(plan.status):
        return
    plan.status, plan.ended_on = states.STOP.target, clock.today()
    plan.save(update_fields=["status", "ended_on"])
    cancel_meetings(plan, by=by)  # who does not lead the plan may, once it is stopped
    must_be_told(plan, Change.STOPPED, by=by)
    obligations.waive_all(plan.pk, by=by, reason="consent_withdrawn")
    audit.record("plan.stopped", plan, by=by, reason="consent_withdrawn")


def tell_of_narrowing(plan: SipPlan, *, by: Acting) -> None:
    """The consent is about to be withdrawn toward one unit: the child is to know who no longer sees the plan."""
    if plan.is_open:
        must_be_told(plan, Change.NARROWED, by=by)


def cancel_meetings(plan: SipPlan, *, by: Acting) -> None:
    """What was called will not be held; the called are told."""
    called = PlanInvitation.objects.filter(case_id=plan.pk, meeting__status=MeetingStatus.CALLED)
    called = called.exclude(attendance=Attendance.RELEASED)
    to = {*called.values_list("assignment_id", flat=True)} - {by.assignment_id}
    for meeting in PlanMeeting.objects.filter(case_id=plan.pk, status=MeetingStatus.CALLED):
        meeting.status = states.CANCEL_MEETING.target
        meeting.cancelled_at, meeting.cancelled_by_id = clock.now(), by.assignment_id
        meeting.save(update_fields=["status", "cancelled_at", "cancelled_by"])
        audit.record("plan_meeting.cancelled", meeting, by=by)
        must_be_told(plan, Change.MEETING_CANCELLED, by=by)
    if to:
        notify("plan_meeting_cancelled", to=to, by=by, about_kind="case", about_id=plan.pk, case_id=plan.pk)
