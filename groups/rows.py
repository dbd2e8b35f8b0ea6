"""A group's page made ready for its template: seats, members, who leads, where questions go."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.access import Acting, together
from core.organisations.models import District
from core.people.models import RoleAssignment
from core.roles import Role
from core.ui.registry import Who
from core.ui.said import said
from groups import policies, queries
from groups.agreements.page import agreements_of, near_agreements
from groups.assignments.page import open_tasks, tasks_of
from groups.choices import ForumKind, MandateLevel
from groups.composition import Seat
from groups.meetings.near import meetings_of
from groups.models import Forum, Membership


def forum_page(forum: Forum, acting: Acting, on: date) -> dict[str, Any]:
    """What `groups/forum_detail.html` shows; seven statements beside the forum itself."""
    members = queries.members_of(forum, on)
    seats = queries.seats_of(forum, on, members)
    near = queries.forums_around(forum, on)
    holders = queries.holders_around(forum, near, on)
    convenors = _convenors(forum, near, holders)
    tasks, agreements = open_tasks(acting, forum), near_agreements(acting, forum)
    together(tasks, agreements)
    return {
        "forum": forum,
        "eyebrow": f"{said(forum.label)}, {forum.get_tier_display().lower()}",
        "crumbs": [{"label": _("Grupper"), "url": reverse("groups:forum_tree")}],
        "lead": _lead(seats, members),
        "seats": [_seat_row(seat, _substitutes(members)) for seat in seats],
        "others": _others(seats, members),
        "others_title": _("Inbjudna och övriga") if seats else _("Ledamöter"),
        "convenors": [_convenor_row(district, holder) for district, holder in convenors],
        "vacant": _vacant(forum, acting, convenors),
        "facts": _facts(forum, holders),
        "meetings": meetings_of(acting, forum),
        "tasks": tasks_of(acting, forum, tasks),
        "agreements": agreements_of(forum, agreements),
        "below": [{"title": said(one.name), "url": _url(one)} for one in near if one.parent_id == forum.pk],
        "why": _who_sees(),
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


def _substitutes(members: list[Membership]) -> dict:
    found: dict = {}
    for member in members:
        if member.is_substitute_for_id:
            found.setdefault(member.is_substitute_for_id, []).append(str(member.assignment.person))
    return found


def _seat_row(seat: Seat, substitutes: dict) -> dict[str, Any]:
    state, state_is = _("Tillsatt"), "ok"
    if seat.missing:
        state = _("Tom plats") if not seat.count else _("%(n)d saknas") % {"n": seat.missing}
        state_is = "late" if seat.is_must else "soon"
    elif seat.excess:
        state, state_is = _("%(n)d för många") % {"n": seat.excess}, "soon"
    elif not seat.count:
        state, state_is = _("Frivillig"), ""
    return {
        "label": said(seat.label),
        "of": seat.of,
        "asked": _asked(seat),
        "members": [_member_row(member, substitutes) for member in seat.members],
        "state": state,
        "state_is": state_is,
        "vacant": bool(seat.missing),
    }


def _asked(seat: Seat) -> str:
    """How many, in words: «minst 1», «2», «1–2»."""
    if seat.maximum is None:
        return _("minst %(n)d") % {"n": seat.minimum} if seat.minimum else ""
    if seat.maximum == seat.minimum:
        return _("%(n)d platser") % {"n": seat.minimum} if seat.minimum > 1 else _("1 plats")
    return _("%(low)d–%(high)d platser") % {"low": seat.minimum, "high": seat.maximum}


def _member_row(member: Membership, substitutes: dict) -> dict[str, str]:
    assignment = member.assignment
    unit = assignment.unit.name if assignment.unit else ""
    names = substitutes.get(member.pk, [])
    mandate = "" if member.mandate_level == MandateLevel.UNKNOWN else member.get_mandate_level_display()
    return {
        "name": str(assignment.person),
        "detail": ", ".join(filter(None, [assignment.person.title, unit, member.represents])),
        "substitute": _("Ersättare: %(names)s") % {"names": ", ".join(names)} if names else _("Ersättare saknas"),
        "mandate": mandate or _("Inte angivet"),
        "mandate_text": member.mandate_text,
        "seat": said(member.seat_label),
    }


def _others(seats: list[Seat], members: list[Membership]) -> list[dict[str, str]]:
    """Those who sit in the forum without filling a seat that is asked for: invited, co-opted. [G-106]"""
    seated = {member.pk for seat in seats for member in seat.members}
    substitutes = _substitutes(members)
    return [
        _member_row(member, substitutes)
        for member in members
        if member.pk not in seated and not member.is_substitute_for_id
    ]


def _convenors(forum: Forum, near: list[Forum], holders: list[RoleAssignment]) -> list[tuple]:
    """District and convenor for every district of the area that has an individual forum; of several the first."""
    first: dict = {}
    for holder in holders:
        if holder.role == Role.FORUM_CONVENOR:
            first.setdefault(holder.district_id, holder)
    found = [forum] if forum.district else near
    places = {one.district.pk: one.district for one in found if one.district and one.kind == ForumKind.INDIVIDUAL_FORUM}
    return [(place, first.get(pk)) for pk, place in sorted(places.items(), key=lambda item: item[1].name)]


def _convenor_row(district: District, holder: RoleAssignment | None) -> dict[str, str]:
    unit = holder.unit.name if holder and holder.unit else ""
    return {
        "district": district.name,
        "name": str(holder.person) if holder else "",
        "detail": ", ".join(filter(None, [holder.person.title, unit])) if holder else "",
    }


def _vacant(forum: Forum, acting: Acting, convenors: list) -> list[str]:
    """Districts without a convenor, for those who must be told; the others read it in the list."""
    told = policies.areas_told_of_vacancies(acting)
    if told is not None and forum.area_id not in told:
        return []
    return [district.name for district, holder in convenors if holder is None]


def _facts(forum: Forum, holders: list[RoleAssignment]) -> list[dict[str, Any]]:
    facts: list[dict[str, Any]] = []
    if forum.mission:
        facts.append({"term": pgettext("vad den är till för", "Uppdrag"), "text": said(forum.mission)})
    if forum.led_by:
        facts.append({"term": _("Leds av"), "text": _leaders(forum, holders)})
    if forum.parent:
        facts.append({"term": _("Rapporterar till"), "text": said(forum.parent.name), "url": _url(forum.parent)})
    return facts


def _leaders(forum: Forum, holders: list[RoleAssignment]) -> str:
    """The names of those who lead, else the role's name."""
    role = str(Role(forum.led_by).label)
    names = ", ".join(str(holder.person) for holder in holders if queries.leads(holder, forum))
    return f"{names} ({role[:1].lower()}{role[1:]})" if names else _("%(role)s, ingen är utsedd") % {"role": role}


def _url(forum: Forum) -> str:
    return reverse("groups:forum_detail", args=[forum.pk])


def _who_sees() -> list[Who]:
    return [
        Who(_("Alla som arbetar i regionen"), _("Uppdrag, platser och vem som leder")),
        Who(_("Ingen ser barn här"), _("Gruppen öppnar inga ärenden"), sees=False),
    ]
