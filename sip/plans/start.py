"""What the plans add to the start page: calls to answer, offers to follow, meetings to note as held, my plans."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import clock
from core.access import Acting, Asks, among, within
from core.obligations.models import Obligation
from core.roles import CASE_ROLES
from core.ui import dates
from core.ui.registry import Duty, StartSection
from groups.meetings.called import Reply
from sip.plans.choices import Attendance, PlanPart
from sip.plans.deadlines import FOLLOWED_UP, SIP_STARTED
from sip.plans.list_page import own_parts
from sip.plans.models import Handover, PlanInvitation, PlanMeeting, PlanRole, PlanTelling, SipPlan
from sip.plans.policies import PLAN_ROLES, visible_plans
from sip.plans.queries import raised_by
from sip.plans.rows import start_row
from sip.plans.start_drafts import drafts, of_drafts
from sip.plans.states import HandoverStatus, MeetingStatus, PlanStatus
from sip.plans.telling_page import to_tell

SHOWN = 6
OFFER_WAITS_DAYS = 7  # an offer is asked about again a week after it was made
WAITING = {  # what the one who started the plan does next: words, button, page
    PlanStatus.NEED_IDENTIFIED: (gettext_lazy("Erbjud familjen en SIP"), gettext_lazy("Erbjud"), "plan_offer"),
    PlanStatus.OFFERED: (
        gettext_lazy("Fråga vad familjen svarar om en SIP"),
        gettext_lazy("Öppna planen"),
        "plan_detail",
    ),
    PlanStatus.PREPARING: (gettext_lazy("Kalla till SIP-möte"), gettext_lazy("Kalla"), "plan_call"),
}


def works_with_plans(acting: Acting) -> bool:
    return acting.role in PLAN_ROLES


def works_with_plans_only(acting: Acting) -> bool:
    """Coordinators: in plans, never in the cases of the individual forum."""
    return acting.role in PLAN_ROLES - CASE_ROLES


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """What one owes in plans. Work to start and follow-up stand here only where no clock of the plan says so."""
    if not works_with_plans(acting):
        return
    calls, meetings, handovers = _calls(acting), _meetings(acting), _handovers(acting)
    waiting, to_start, to_follow_up = _waiting(acting), _to_start(acting), _to_follow_up(acting, today)
    tellings, written = to_tell(acting), drafts(acting)
    yield Asks(calls, meetings, handovers, waiting, to_start, to_follow_up, tellings, written)
    yield from _to_answer(calls)
    yield from _to_hold(meetings)
    yield from of_drafts(written)
    yield from _of_waiting(waiting)
    yield from _of_plans(to_start, to_follow_up)
    yield from _to_tell(tellings)
    for one in handovers:
        yield Duty(_("Svara om att bli huvudansvarig"), _plan_url(one.case_id), _("Svara"), None, "", one.case.code)


def _plan_url(case_id) -> str:
    return reverse("sip:plan_detail", args=[case_id])


def _calls(acting: Acting) -> QuerySet[PlanInvitation]:
    return PlanInvitation.objects.filter(
        assignment_id=acting.assignment_id,
        reply=Reply.NONE,
        attendance=Attendance.UNKNOWN,
        meeting__status=MeetingStatus.CALLED,
    ).select_related("meeting", "case")


def _meetings(acting: Acting) -> QuerySet[PlanMeeting]:
    """Those that have begun, in the plans one leads."""
    begun = PlanMeeting.objects.filter(within("case_id", "led_case_ids"), status=MeetingStatus.CALLED)
    return begun.filter(starts_at__lte=clock.now()).select_related("case")


def _handovers(acting: Acting) -> QuerySet[Handover]:
    waiting = Handover.objects.filter(receiver_id=acting.assignment_id, status=HandoverStatus.PROPOSED)
    return waiting.select_related("case")


def _waiting(acting: Acting) -> QuerySet[SipPlan]:
    """Plans one started that wait for one's next step, also for a new call when the meeting was cancelled."""
    ahead = PlanMeeting.objects.filter(case_id=OuterRef("pk"), status=MeetingStatus.CALLED)
    reads = Q(within("case_id", "visible_plan_case_ids"))
    ready = Q(status=PlanStatus.PREPARING) & reads
    cancelled = Q(status=PlanStatus.MEETING_CALLED) & reads & ~Exists(ahead)
    first = Q(status__in=(PlanStatus.NEED_IDENTIFIED, PlanStatus.OFFERED))
    own = visible_plans(acting).filter(first | ready | cancelled, among("pk", raised_by(acting)))
    return own.select_related("case")


def _to_start(acting: Acting) -> QuerySet[SipPlan]:
    waiting = visible_plans(acting).filter(among("pk", raised_by(acting)), status=PlanStatus.CONSENTED)
    return waiting.filter(~_runs(SIP_STARTED.code)).select_related("case")


def _to_follow_up(acting: Acting, today: date) -> QuerySet[SipPlan]:
    own = PlanRole.objects.filter(
        case_id=OuterRef("pk"),
        assignment_id=acting.assignment_id,
        part=PlanPart.MAIN_RESPONSIBLE,
        valid_to__isnull=True,
    )
    due = visible_plans(acting).follow_up_due(today).filter(Exists(own))
    return due.filter(~_runs(FOLLOWED_UP.code)).select_related("case")


def _runs(code: str) -> Exists:
    return Exists(Obligation.objects.live().filter(case_id=OuterRef("pk"), code=code))


def _to_answer(calls: Iterable[PlanInvitation]) -> Iterator[Duty]:
    for call in calls:
        starts = timezone.localtime(call.meeting.starts_at)
        yield Duty(
            _("Svara på kallelsen till SIP-möte"),
            reverse("sip:invitation_answer", args=[call.pk]),
            _("Svara"),
            call.meeting.reply_by or starts.date(),
            _("möte %(when)s") % {"when": dates.moment(starts)},
            call.case.code,
        )


def _to_hold(meetings: Iterable[PlanMeeting]) -> Iterator[Duty]:
    for meeting in meetings:
        url = reverse("sip:meeting_hold", args=[meeting.pk])
        day = timezone.localtime(meeting.starts_at).date()
        yield Duty(_("Notera vilka som var med på SIP-mötet"), url, _("Notera närvaro"), day, "", meeting.case.code)


def _of_waiting(waiting: Iterable[SipPlan]) -> Iterator[Duty]:
    for plan in waiting:
        status = PlanStatus(plan.status)
        title, button, page = WAITING.get(status, WAITING[PlanStatus.PREPARING])
        offered = status == PlanStatus.OFFERED and plan.offered_on
        day = offered + timedelta(days=OFFER_WAITS_DAYS) if offered else None
        yield Duty(str(title), reverse(f"sip:{page}", args=[plan.pk]), str(button), day, "", plan.case.code)


def _of_plans(to_start: Iterable[SipPlan], to_follow_up: Iterable[SipPlan]) -> Iterator[Duty]:
    for plan in to_start:
        yield Duty(
            _("Börja arbetet med planen"), _plan_url(plan.pk), _("Öppna planen"), plan.consented_on, "", plan.case.code
        )
    for plan in to_follow_up:
        yield Duty(
            _("Följ upp planen"), _plan_url(plan.pk), _("Öppna planen"), plan.next_follow_up_on, "", plan.case.code
        )


def _to_tell(tellings: Iterable[PlanTelling]) -> Iterator[Duty]:
    """One duty a plan, however much waits in it."""
    waiting: dict[UUID, list[PlanTelling]] = {}
    for row in tellings:
        waiting.setdefault(row.case_id, []).append(row)
    for case_id, rows in waiting.items():
        since = {"n": len(rows), "day": dates.day(rows[0].since_on)}
        detail = ngettext("%(n)d ändring sedan %(day)s", "%(n)d ändringar sedan %(day)s", len(rows)) % since
        url = reverse("sip:plan_tell", args=[case_id])
        yield Duty(_("Berätta för barnet vad som har ändrats"), url, _("Notera"), None, detail, rows[0].case.code)


def my_plans(acting: Acting, today: date) -> Iterator[StartSection | Asks]:
    if not works_with_plans(acting):
        return
    mine = visible_plans(acting).open().filter(among("pk", own_parts(acting).values("case_id")))
    plans = mine.for_list().order_by("-need_noticed_on", "case_id")[:SHOWN]
    yield Asks(plans)
    yield StartSection(
        _("Mina planer"),
        "sip/_start_plans.html",
        {"rows": [start_row(plan) for plan in plans]},
        order=19,
        link_url=reverse("sip:plan_list"),
        link_label=_("Alla planer"),
    )
