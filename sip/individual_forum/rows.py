"""The sittings as the case's page shows them."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, Asks, hand_out
from core.people.models import RoleAssignment
from core.ui import dates
from groups.meetings.called import Attendance, Reply
from sip.cases.models import ForumCase
from sip.individual_forum.approvers import with_progress, written_by
from sip.individual_forum.models import Call, Minutes, Occasion
from sip.individual_forum.policies import visible_minutes
from sip.individual_forum.states import MinutesStatus, OccasionStatus

REPLY_IS = {Reply.YES: "ok", Reply.NO: "late", Reply.SUBSTITUTE: "now", Reply.NONE: "soon"}
ATTENDANCE_IS = {
    Attendance.PRESENT: "ok",
    Attendance.ABSENT: "late",
    Attendance.REPLACED: "stopped",
    Attendance.RELEASED: "stopped",
}


def occasion_sections(acting: Acting, case: ForumCase) -> Iterator[Asks | list[dict]]:
    """Each sitting with who was called, their answers, and the way to the minutes."""
    if case.convened_on is None:
        yield []
        return
    calls = Call.objects.filter(case_id=case.pk).select_related("assignment__person", "unit").order_by("unit__name")
    occasions = case.case.occasions.order_by("-number")
    own = visible_minutes(acting).filter(case_id=case.pk)
    written = with_progress(acting, own) if case.held_on else Minutes.objects.none()
    yield Asks(calls, occasions, written)
    hand_out(calls, occasions, by="occasion", to="calls")
    minutes = {one.occasion_id: one for one in written}
    yield [_section(acting, occasion, minutes.get(occasion.pk)) for occasion in occasions]


def _section(acting: Acting, occasion: Occasion, minutes: Minutes | None) -> dict:
    """`answer_url` to the own call, `is_drafted` until its minutes are approved; by whom they wait when written."""
    is_called = occasion.status == OccasionStatus.CALLED
    people = [person_line(call, acting if is_called else None) for call in occasion.calls.all()]
    own = next((line for line in people if line["url"]), None)
    return {
        "title": _("Möte %(number)d") % {"number": occasion.number},
        "key": f"mote-{occasion.number}",
        "when": dates.moment(occasion.starts_at),
        "day": timezone.localdate(occasion.starts_at),
        "place": occasion.place,
        "people": people,
        "gone": [line["name"] for line in people if line["is_gone"]],
        "units": {call.unit_id for call in occasion.calls.all()},
        "absent": _absent(occasion),
        "attended": [call.unit.name for call in occasion.calls.all() if call.attendance == Attendance.PRESENT],
        "minutes_url": reverse("sip:minutes", args=[minutes.pk]) if minutes else "",
        "is_drafted": minutes is not None and minutes.status == MinutesStatus.DRAFTED,
        "is_approved": minutes is not None and minutes.status == MinutesStatus.APPROVED,
        "waits_for_another": minutes is not None and minutes.is_written and minutes.is_own,
        "is_to_approve": minutes is not None and minutes.is_written and not minutes.is_own,
        "has_begun": is_called and occasion.starts_at <= clock.now(),
        "is_cancelled": occasion.status == OccasionStatus.CANCELLED,
        "change": _change(occasion),
        "answer_url": own["url"] if own else "",
        "is_unanswered": own is not None and own["is_unanswered"],
    }


def newest_standing(sittings: Iterable[dict]) -> dict:
    """Of the sections, newest first, the one that has been held or is to be; nothing where all are cancelled."""
    return next((one for one in sittings if not one["is_cancelled"]), {})


def _absent(occasion: Occasion) -> set[UUID]:
    """The units that were called to what was held and from which nobody came."""
    if occasion.status != OccasionStatus.HELD:
        return set()
    calls = occasion.calls.all()
    came = {call.unit_id for call in calls if call.attendance == Attendance.PRESENT}
    return {call.unit_id for call in calls if call.attendance == Attendance.ABSENT} - came


def _change(occasion: Occasion) -> str:
    """That it has been moved, or why it was cancelled."""
    if occasion.status == OccasionStatus.CANCELLED and occasion.cancel_reason:
        return _("Skäl: %(why)s.") % {"why": occasion.get_cancel_reason_display()}
    if occasion.moved_from is None:
        return ""
    if occasion.moved_from == occasion.starts_at:
        return _("Platsen är ändrad.")
    return _("Flyttat från %(when)s.") % {"when": dates.moment(occasion.moved_from)}


def manager_line(manager: RoleAssignment) -> dict:
    """One who may be called: role, unit and mandate, before there is anything to answer."""
    return {
        "name": str(manager.person),
        "detail": f"{manager.get_role_display()}, {manager.unit.name if manager.unit else ''}",
        "mandate": _("Har beslutsmandat") if manager.has_mandate else _("Saknar beslutsmandat"),
        "mandate_ok": manager.has_mandate,
    }


def person_line(call: Call, acting: Acting | None = None) -> dict:
    """One who was called: mandate, then reply or attendance; the own call gets its button."""
    known = call.attendance != Attendance.UNKNOWN
    mine = (
        acting is not None
        and call.assignment_id == acting.assignment_id
        and not known
        and call.reply != Reply.SUBSTITUTE
    )
    return {
        "name": str(call.assignment.person),
        "detail": f"{call.assignment.get_role_display()}, {call.unit.name}",
        "mandate": _("Har beslutsmandat") if call.has_mandate else _("Saknar beslutsmandat"),
        "mandate_ok": call.has_mandate,
        "answer": call.get_attendance_display() if known else call.get_reply_display(),
        "answer_is": ATTENDANCE_IS.get(call.attendance) if known else REPLY_IS.get(call.reply),
        "url": reverse("sip:call_answer", args=[call.pk]) if mine else "",
        "button": _("Svara") if call.reply == Reply.NONE else _("Ändra svaret"),
        "is_unanswered": call.reply == Reply.NONE,
        "is_gone": call.attendance == Attendance.RELEASED,
    }


def minutes_document(minutes: Minutes, code: str, region_name: str) -> dict:
    """What the PDF of the minutes prints: no name of the child anywhere. [security 7]"""
    occasion: Occasion = minutes.occasion
    calls = occasion.calls.select_related("assignment__person", "unit").order_by("unit__name")
    decisions = occasion.decisions.select_related("responsible_unit")
    approved = minutes.approved_by is not None
    return {
        "minutes": {
            "region": region_name,
            "forum": "",
            "heading": _("Protokoll från individforum"),
            "code": code,
            "state": _("Godkänt och låst") if approved else _("Utkast, inte godkänt"),
            "privacy": _("Protokollet innehåller uppgifter som kan omfattas av sekretess. Barnet nämns inte vid namn."),
            "facts": [
                {"term": _("Möte"), "text": f"{occasion.number}, {dates.moment(occasion.starts_at)}"},
                {"term": _("Plats"), "text": occasion.place},
                {"term": _("Samtycke"), "text": _consent_words(occasion)},
            ],
            "attendance": [
                {"unit": call.unit.name, "person": str(call.assignment.person), "part": _part(call)} for call in calls
            ],
            "sections": [{"heading": row.heading, "text": row.text} for row in minutes.sections.all()],
            "decisions": [
                {
                    "number": number,
                    "text": decision.text,
                    "unit": decision.responsible_unit.name,
                    "due": dates.day(decision.due_on),
                }
                for number, decision in enumerate(decisions, 1)
            ],
            "approvals": _signed(minutes) if approved else [],
        }
    }


def _signed(minutes: Minutes) -> list[dict]:
    """Who wrote and who approved: never the same person. [security 2]"""
    wrote = RoleAssignment.objects.filter(pk__in=written_by(minutes)).select_related("person")
    by, at = str(minutes.approved_by.person), dates.moment(minutes.approved_at)
    names = ", ".join(sorted({str(one.person) for one in wrote}))
    return [
        *([{"part": _("Skrivet av"), "person": names, "at": ""}] if names else []),
        {"part": _("Godkänt av"), "person": by, "at": at},
    ]


def _consent_words(occasion: Occasion) -> str:
    if occasion.is_deidentified:
        return _("Ärendet hanterades utan uppgift om vem barnet är")
    return _("Samtycke fanns till just det här mötet")


def _part(call: Call) -> str:
    mandate = _("med beslutsmandat") if call.has_mandate else _("utan beslutsmandat")
    return f"{call.get_attendance_display()}, {mandate}"
