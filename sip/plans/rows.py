"""What the plan's page shows of its course, its people and its meetings, ready-made: dates and links as text."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, Asks, hand_out
from core.ui import badges, dates
from groups.meetings.called import Reply
from sip.cases.models import Participation
from sip.cases.states import Part
from sip.plans.choices import ALONE, Attendance, OfferAnswer
from sip.plans.models import PlanInvitation, PlanMeeting, PlanOffer, PlanRole, SipPlan
from sip.plans.states import MeetingStatus, PlanStatus

REPLY_IS = {Reply.YES: "ok", Reply.NO: "late", Reply.SUBSTITUTE: "now"}
ATTENDANCE_IS = {Attendance.PRESENT: "ok", Attendance.ABSENT: "late"}


def start_row(plan: SipPlan) -> dict:
    return {
        "title": plan.case.code,
        "url": plan.get_absolute_url(),
        "detail": _("%(kind)s, startad av %(unit)s")
        % {"kind": plan.get_label_display(), "unit": plan.initiating_unit.name},
        "badge": plan.get_status_display(),
        "badge_is": badges.MEANINGS.get(plan.status, ""),
    }


def step_line(plan: SipPlan) -> list[dict]:
    """Done, now, next, with dates; of a plan that has ended what was done. [design, SM-1]"""
    steps = [
        (_("Behov"), plan.need_noticed_on, ""),
        (_("Erbjuden"), plan.offered_on, _("när behovet finns")),
        (_("Samtycke"), plan.consented_on, _("innan något delas")),
        (_("Arbetet"), plan.started_on, _("utan dröjsmål")),
        (_("Möte"), plan.drafted_on, _("kallat") if plan.called_on else _("när alla är med")),
        (_("Plan"), plan.activated_on, _("när alla är överens")),
    ]
    if plan.ended_on:
        steps = [step for step in steps if step[1]]
    first_open = next((number for number, (_title, day, _words) in enumerate(steps) if day is None), len(steps))
    line = [
        {
            "title": title,
            "detail": dates.day_short(day) if day else words,
            "state": "done" if day else ("now" if number == first_open and plan.is_open else ""),
        }
        for number, (title, day, words) in enumerate(steps)
    ]
    return [*line, _last_step(plan, first_open == len(steps))]


def _last_step(plan: SipPlan, is_agreed: bool) -> dict:
    if plan.ended_on:
        return {"title": plan.get_status_display(), "detail": dates.day_short(plan.ended_on), "state": "done"}
    day = plan.next_follow_up_on
    return {
        "title": _("Uppföljning"),
        "detail": dates.day_short(day) if day else _("när planen gäller"),
        "state": "now" if is_agreed else "",
    }


def lead(plan: SipPlan, today: date) -> str:
    """Where the plan stands and what comes next, in a sentence or two. `plan` comes with its relations asked."""
    is_cancelled = plan.status == PlanStatus.MEETING_CALLED and plan.reads and not plan.has_meeting_ahead  # type: ignore[attr-defined]
    if is_cancelled:
        return _("Mötet är inställt. Nästa steg är att kalla till ett nytt.")
    if plan.is_follow_up_due(today):
        return _("Planen ska följas upp nu. Kalla till uppföljningsmöte.")
    sentences = {
        PlanStatus.NEED_IDENTIFIED: _("Behovet är noterat. Nästa steg är att erbjuda familjen en SIP."),
        PlanStatus.NOT_NEEDED: _("Ni har noterat att en SIP inte behövs."),
        PlanStatus.OFFERED: _("Familjen är erbjuden en SIP. Nästa steg är deras svar och samtycke."),
        PlanStatus.DECLINED: _("Familjen har tackat nej. Ni kan erbjuda en SIP igen."),
        PlanStatus.CONSENTED: _(
            "Samtycket finns. Börja arbetet utan dröjsmål, och ta med förskolan eller skolan tidigt."
        ),
        PlanStatus.PREPARING: _("Arbetet har börjat. Nästa steg är att kalla till möte."),
        PlanStatus.MEETING_CALLED: _("Mötet är kallat. Var och en förbereder sig."),
        PlanStatus.DRAFTED: _("Mötet har hållits. Nästa steg är att skriva klart planen och besluta den."),
        PlanStatus.ACTIVE: _("Planen gäller. Den ska följas upp %(day)s.") % {"day": _follow_up_day(plan)},
        PlanStatus.CLOSED: _("Planen är avslutad."),
        PlanStatus.TRANSFERRED: _("Planen är överlämnad till verksamheter för vuxna."),
        PlanStatus.STOPPED: _("Samtycket är återkallat och planen är stoppad."),
    }
    return sentences[PlanStatus(plan.status)]


def _follow_up_day(plan: SipPlan) -> str:
    return dates.day(plan.next_follow_up_on) if plan.next_follow_up_on else ""


def offer_events(plan: SipPlan) -> Iterator[Asks | list[dict]]:
    """Each offer with its answer; only the unit that started the plan sees them. [F76]"""
    found = PlanOffer.objects.filter(case_id=plan.pk).select_related("unit").order_by("-offered_on", "-created_at")
    yield Asks(found)
    yield [_offer_event(offer) for offer in found]


def _offer_event(offer: PlanOffer) -> dict:
    told = [str(offer.get_answer_display())]
    if offer.answer == OfferAnswer.NO:
        told = [_("%(who)s tackade nej %(day)s") % {"who": offer.get_answered_by_display(), "day": _day(offer)}]
    elif offer.answer == OfferAnswer.YES:
        told = [_("Ja, %(day)s") % {"day": _day(offer)}]
    told += [text for text in (str(offer.get_reason_code_display()), offer.reason, offer.motivation) if text]
    return {
        "at": dates.day(offer.offered_on),
        "iso": offer.offered_on.isoformat(),
        "title": _("Erbjuden av %(unit)s") % {"unit": offer.unit.name},
        "detail": ". ".join(text.rstrip(".") for text in told) + ".",
    }


def _day(offer: PlanOffer) -> str:
    return dates.day(offer.answered_on) if offer.answered_on else ""


def people_in(plan: SipPlan) -> Iterator[Asks | tuple[list[Participation], list[PlanRole]]]:
    """Who takes part now, and who is or was what in the plan, the latest first."""
    now_or_later = Q(valid_to__isnull=True) | Q(valid_to__gt=clock.now())
    live = Participation.objects.filter(now_or_later, case_id=plan.pk, part__in=(Part.RAISER, Part.UNIT))
    live = live.select_related("assignment__person", "unit").order_by("unit__name", "valid_from")
    roles = PlanRole.objects.filter(case_id=plan.pk).select_related("assignment__person", "unit")
    roles = roles.order_by("part", "-valid_from")
    yield Asks(live, roles)
    yield list(live), list(roles)


def people_lines(
    acting: Acting, taking_part: Iterable[Participation], roles: Iterable[PlanRole], *, may_change: bool
) -> list[dict]:
    """One line a person: unit, since when, and what they are in the plan; the way to end it for who may."""
    parts: dict[UUID, list[str]] = {}
    for role in roles:
        if role.valid_to is None:
            words = _("%(part)s sedan %(day)s") % {"part": role.get_part_display(), "day": _since(role)}
            parts.setdefault(role.assignment_id, []).append(words)
    return [
        {
            "name": str(row.assignment.person) if row.assignment else row.unit.name,
            "detail": ". ".join([f"{row.unit.name}, {_joined(row)} {_since(row)}", *parts.get(row.assignment_id, [])]),
            "url": reverse("sip:plan_person_end", args=[row.pk]) if _may_end(acting, row, may_change) else "",
            "button": _("Avsluta"),
        }
        for row in taking_part
    ]


def _joined(row: Participation) -> str:
    return _("startade planen") if row.part == Part.RAISER else _("deltar sedan")


def _may_end(acting: Acting, row: Participation, may_change: bool) -> bool:
    return row.part == Part.UNIT and row.valid_to is None and (may_change or row.assignment_id == acting.assignment_id)


def _since(row: Participation | PlanRole) -> str:
    return dates.day_short(timezone.localdate(row.valid_from))


def part_rows(roles: Iterable[PlanRole], *, may_change: bool) -> tuple[list[dict], list[dict]]:
    """What each part is held by now, and who held it before. [F83, F84]"""
    now, before = [], []
    for role in roles:
        row = {"title": str(role.get_part_display()), "detail": f"{role.assignment.person}, {role.unit.name}"}
        if role.valid_to is None:
            may_end = may_change and role.part not in ALONE
            url = reverse("sip:plan_part_end", args=[role.pk]) if may_end else ""
            now.append({**row, "since": _since(role), "url": url})
        else:
            last = timezone.localdate(role.valid_to)
            row["detail"] += ", " + dates.period(timezone.localdate(role.valid_from), last)
            before.append(row)
    return now, before


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
        "mandate": _("Har beslutsmandat") if row.has_mandate else "",
        "mandate_ok": row.has_mandate,
        "answer": str(row.get_attendance_display() if is_known else row.get_reply_display()),
        "answer_is": ATTENDANCE_IS.get(row.attendance) if is_known else REPLY_IS.get(row.reply, "soon"),
        "url": reverse("sip:invitation_answer", args=[row.pk]) if is_own else "",
        "button": _("Svara") if row.reply == Reply.NONE else _("Ändra svaret"),
    }
