"""A group's seats, members and independent schools made ready for its page. [F22-F28]"""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.roles import Role
from core.ui import dates
from core.ui.said import said
from groups.choices import MandateLevel
from groups.composition import Seat
from groups.meetings.lacking import mandate_asked
from groups.models import Forum, Membership
from groups.seats.sources import Sources, last_day
from groups.seats.vacancies import ENDS_WITHIN, LONG, Vacancy, vacancies_of


def seats_section(forum: Forum, sources: Sources, may: bool) -> dict[str, Any]:
    """The seats asked for with those who sit there, and the members beside them. `may`: gives seats here."""
    seats, members = sources.seats(forum), sources.members(forum)
    deputies, empty = deputies_of(members), {one.seat.key: one for one in vacancies_of(forum, sources)}
    new = reverse("groups:seat_new", args=[forum.pk]) if may else ""
    return {
        "lead": _lead(seats, members),
        "seats": [_seat_row(seat, deputies, empty.get(seat.key), sources.on, new) for seat in seats],
        "others": _others(seats, members, deputies, sources.on),
        "others_title": _("Inbjudna och övriga") if seats else _("Ledamöter"),
        "seat_new": new,
    }


def _lead(seats: list[Seat], members: list[Membership]) -> str:
    """The one sentence: how many of the seats asked for are filled."""
    asked = [seat for seat in seats if seat.minimum]
    if not asked:
        return ngettext("En ledamot.", "%(n)d ledamöter.", len(members)) % {"n": len(members)} if members else ""
    filled = sum(1 for seat in asked if not seat.missing)
    if filled == len(asked):
        return _("Alla platser som krävs är tillsatta.")
    return _("%(filled)d av %(all)d platser som krävs är tillsatta.") % {"filled": filled, "all": len(asked)}


def deputies_of(members: list[Membership]) -> dict[Any, list[Membership]]:
    """Who stands in, by the assignment they stand in for."""
    found: dict = {}
    for member in members:
        if member.is_substitute_for:
            found.setdefault(member.is_substitute_for.assignment_id, []).append(member)
    return found


def _seat_row(seat: Seat, deputies: dict, empty: Vacancy | None, on: date, new: str) -> dict[str, Any]:
    state, state_is = _("Tillsatt"), "ok"
    if seat.missing:
        state = _("Tom plats") if not seat.count else _("%(n)d saknas") % {"n": seat.missing}
        state_is = urgency(empty, on) if empty else "soon"
    elif seat.excess:
        state, state_is = _("%(n)d för många") % {"n": seat.excess}, "soon"
    elif not seat.count:
        state, state_is = _("Frivillig"), ""
    return {
        "label": said(seat.label),
        "of": seat.of,
        "asked": _asked(seat),
        "members": [member_row(member, deputies, on, seat) for member in seat.members],
        "state": state,
        "state_is": state_is,
        "vacant": bool(seat.missing),
        "since": since_words(empty, on) if empty else "",
        "fillers": who_fills(empty) if empty else "",
        "new": f"{new}?plats={seat.key}" if new and (seat.missing or not seat.count) else "",
    }


def urgency(empty: Vacancy, on: date) -> str:
    """Late where somebody must sit there, or has been lacking long."""
    return "late" if empty.seat.is_must or empty.days(on) >= LONG else "soon"


def since_words(empty: Vacancy, on: date) -> str:
    """«Tom sedan 3 mars 2026, 4 månader»."""
    day = {"day": dates.day(empty.since), "age": age_words(empty.days(on))}
    if empty.is_new:
        return _("Har stått tom sedan den började krävas %(day)s, %(age)s") % day
    return _("Tom sedan %(day)s, %(age)s") % day


def who_fills(empty: Vacancy) -> str:
    """Who is to name somebody, or who it must be."""
    if empty.role:
        role = str(Role(empty.role).label)
        return _("Ska vara någon med rollen %(role)s") % {"role": role[:1].lower() + role[1:]}
    if empty.fillers:
        return _("Ska utses av %(names)s") % {"names": ", ".join(empty.fillers)}
    if empty.forum.area_id:
        return _("Ingen sådan verksamhet finns i området")
    return _("Det är inte bestämt vem som utser")


def age_words(days: int) -> str:
    """Days for two months, whole months for two years, then years."""
    if days < 60:
        return ngettext("%(n)d dag", "%(n)d dagar", days) % {"n": days}
    if days < 730:
        return ngettext("%(n)d månad", "%(n)d månader", days // 30) % {"n": days // 30}
    return ngettext("%(n)d år", "%(n)d år", days // 365) % {"n": days // 365}


def _asked(seat: Seat) -> str:
    """How many, in words: «minst 1», «2», «1–2»."""
    if seat.maximum is None:
        return _("minst %(n)d") % {"n": seat.minimum} if seat.minimum else ""
    if seat.maximum == seat.minimum:
        return _("%(n)d platser") % {"n": seat.minimum} if seat.minimum > 1 else _("1 plats")
    return _("%(low)d–%(high)d platser") % {"low": seat.minimum, "high": seat.maximum}


def member_row(member: Membership, deputies: dict, on: date, seat: Seat | None = None) -> dict[str, Any]:
    assignment = member.assignment
    unit = assignment.unit.name if assignment.unit else ""
    names = [str(one.assignment.person) for one in deputies.get(member.assignment_id, [])]
    is_known = member.mandate_level != MandateLevel.UNKNOWN
    is_short = seat is not None and seat.minimum > 0 and seat.is_short(member.mandate_level)
    return {
        "url": reverse("groups:seat_detail", args=[member.pk]),
        "name": str(assignment.person),
        "detail": ", ".join(filter(None, [assignment.person.title, unit, member.represents])),
        "substitute": _("Ersättare: %(names)s") % {"names": ", ".join(names)} if names else _("Ersättare saknas"),
        "mandate": member.get_mandate_level_display() if is_known else _("Inte angivet"),
        "mandate_text": member.mandate_text,
        "short": mandate_asked(seat.mandate) if seat and is_short else "",
        "seat": said(member.seat_label),
        **_term(member, on),
    }


def _term(member: Membership, on: date) -> dict[str, str]:
    """Its last day where it has one; whether that is soon."""
    last = last_day(member)
    if last is None:
        return {"until": "", "ends": ""}
    return {
        "until": _("Till och med %(day)s") % {"day": dates.day(last)},
        "ends": _("Slutar snart") if last <= on + ENDS_WITHIN else "",
    }


def _others(seats: list[Seat], members: list[Membership], deputies: dict, on: date) -> list[dict[str, Any]]:
    """Those who sit in the forum without filling a seat that is asked for: invited, co-opted. [G-106]"""
    seated = {member.pk for seat in seats for member in seat.members}
    return [
        member_row(member, deputies, on)
        for member in members
        if member.pk not in seated and not member.is_substitute_for_id
    ]
