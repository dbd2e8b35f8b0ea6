"""A plan's meetings: when, who is called, what they answer and who came, as its page shows them. [F86]"""

from collections import Counter
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, Asks, hand_out
from core.roles import UNIT_LEADERS
from core.ui import dates
from groups.meetings.called import Reply
from sip.plans.choices import Attendance
from sip.plans.models import PlanInvitation, PlanMeeting, SipPlan
from sip.plans.states import MeetingStatus

REPLY_IS = {Reply.YES: "ok", Reply.NO: "late", Reply.SUBSTITUTE: "now"}
ATTENDANCE_IS = {Attendance.PRESENT: "ok", Attendance.ABSENT: "late"}


def meeting_sections(acting: Acting, plan: SipPlan) -> Iterator[Asks | list[dict]]:
    """Each meeting, the newest first, with who is called, what they answered and who came."""
    if plan.called_on is None:
        yield []
        return
    meetings = PlanMeeting.objects.filter(case_id=plan.pk).order_by("-number")
    called = PlanInvitation.objects.filter(case_id=plan.pk).select_related("assignment__person", "unit")
    called = called.order_by("unit__name", "created_at")
    yield Asks(meetings, called)
    hand_out(called, meetings, by="meeting", to="invitations")
    alike = Counter(meeting.kind for meeting in meetings)
    yield [_meeting(acting, meeting, is_one_of_many=alike[meeting.kind] > 1) for meeting in meetings]


def _meeting(acting: Acting, meeting: PlanMeeting, *, is_one_of_many: bool) -> dict:
    title = str(meeting.get_kind_display())
    is_ahead = meeting.status == MeetingStatus.CALLED
    rows = list(meeting.invitations.all())
    gone = [row for row in rows if row.attendance == Attendance.RELEASED]
    open_calls = [row for row in rows if is_ahead and row not in gone]
    own = next((row for row in open_calls if row.assignment_id == acting.assignment_id), None)
    own = own if own is None or own.reply != Reply.SUBSTITUTE else None
    return {
        "pk": meeting.pk,
        "title": f"{title} {meeting.number}" if is_one_of_many else title,
        "key": f"mote-{meeting.number}",
        "when": dates.moment(meeting.starts_at),
        "place": meeting.place,
        "facts": _meeting_facts(meeting),
        "badge": "" if is_ahead else str(meeting.get_status_display()),
        "badge_is": "ok" if meeting.status == MeetingStatus.HELD else "stopped",
        "is_ahead": is_ahead,
        "has_begun": is_ahead and meeting.starts_at <= clock.now(),
        "people": [_called_line(row, row is own) for row in rows],
        "coming": ", ".join(_named(row) for row in open_calls if row.reply == Reply.YES),
        "gone": ", ".join(_named(row) for row in gone),
        "own": own.pk if own else None,
        "is_unanswered": own is not None and own.reply == Reply.NONE,
    }


def _named(row: PlanInvitation) -> str:
    return f"{row.assignment.person} ({row.unit.name})"


def _meeting_facts(meeting: PlanMeeting) -> list[dict]:
    told = [
        (_("Frågan"), meeting.question),
        (_("Längd"), _("%(n)d minuter") % {"n": meeting.minutes}),
        (_("Svara senast"), dates.day(meeting.reply_by) if meeting.reply_by else ""),
        (_("Tolk"), meeting.interpreter),
        (_("Anpassningar"), meeting.adaptations),
        (_("Mötesledare utifrån"), meeting.facilitator),
        (_("Barnet"), _came(meeting.child_present)),
        (_("Vårdnadshavarna"), _came(meeting.guardians_present)),
    ]
    return [{"term": term, "text": text, "strong": number == 0} for number, (term, text) in enumerate(told) if text]


def _came(was_there: bool | None) -> str:
    return "" if was_there is None else (_("Var med") if was_there else _("Var inte med"))


def _mandate(row: PlanInvitation) -> str:
    """Only of a leader it is told that there is none. [S-25]"""
    if row.has_mandate:
        return _("Har beslutsmandat")
    return _("Saknar beslutsmandat") if row.assignment.role in UNIT_LEADERS else ""


def _called_line(row: PlanInvitation, is_own: bool) -> dict:
    is_known = row.attendance != Attendance.UNKNOWN
    detail = [f"{row.assignment.get_role_display()}, {row.unit.name}"]
    if row.reply == Reply.NO:
        detail.append(str(row.get_refusal_reason_display()))
    if row.has_contact is False:
        detail.append(_("Har ingen pågående kontakt med barnet"))
    return {
        "name": str(row.assignment.person),
        "detail": ". ".join([*detail, *filter(None, [row.preparation])]),
        "mandate": _mandate(row),
        "mandate_ok": row.has_mandate,
        "answer": str(row.get_attendance_display() if is_known else row.get_reply_display()),
        "answer_is": ATTENDANCE_IS.get(row.attendance) if is_known else REPLY_IS.get(row.reply, "soon"),
        "url": reverse("sip:invitation_answer", args=[row.pk]) if is_own else "",
        "button": _("Svara") if row.reply == Reply.NONE else _("Ändra svaret"),
    }
