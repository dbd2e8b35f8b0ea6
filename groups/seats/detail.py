"""A seat's own page: whose it is, in which term, with which mandate, who stands in, and what was before. [F22, S-23]"""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.access import Acting
from core.ui import dates
from core.ui.questions import buttons
from core.ui.registry import Who
from core.ui.said import said
from groups.choices import MandateLevel
from groups.finding import forum_url
from groups.models import Membership
from groups.seats.policies import visible_members
from groups.seats.questions import QUESTIONS


def seat_page(acting: Acting, member: Membership) -> dict[str, Any]:
    """What `groups/seat_detail.html` shows; one statement beside the seat itself."""
    rows = list(_around(acting, member))
    deputies = [one for one in rows if one.is_substitute_for]
    terms = [one for one in rows if not one.is_substitute_for and one.pk != member.pk]
    forum = member.forum
    return {
        "member": member,
        "title": str(member.assignment.person),
        "eyebrow": _("Ersättare") if member.is_substitute_for_id else said(member.seat_label) or _("Ledamot"),
        "crumbs": [{"label": said(forum.name), "url": forum_url(forum)}],
        "lead": dates.period(member.valid_from, member.valid_to),
        "facts": _facts(member),
        "buttons": buttons(QUESTIONS, acting, member, "groups:seat_note"),
        "deputies": [_line(one) for one in deputies],
        "terms": [_line(one) for one in terms],
        "who": [
            Who(_("Alla som arbetar i regionen"), _("Vem som har platsen, när och med vilket mandat")),
            Who(_("Den som leder gruppen och regionens administratör"), _("Utser, ändrar och avslutar")),
        ],
    }


def _around(acting: Acting, member: Membership) -> QuerySet[Membership]:
    """The other terms of the person here and of the seat where it holds one, and everybody who has stood in."""
    wanted = Q(assignment=member.assignment_id, is_substitute_for__isnull=True)
    if member.sole_seat:
        wanted |= Q(sole_seat=member.sole_seat)
    if not member.is_substitute_for_id:
        wanted |= Q(is_substitute_for__assignment=member.assignment_id)
    return visible_members(acting).filter(wanted, forum=member.forum_id).order_by("-valid_from", "id")


def _line(one: Membership) -> dict[str, str]:
    return {
        "title": str(one.assignment.person),
        "url": reverse("groups:seat_detail", args=[one.pk]),
        "detail": f"{capfirst(dates.period(one.valid_from, one.valid_to))}. {_mandate(one)}",
    }


def _mandate(one: Membership) -> str:
    level = _("Inte angivet") if one.mandate_level == MandateLevel.UNKNOWN else one.get_mandate_level_display()
    return f"{level}. {one.mandate_text}" if one.mandate_text else level


def _facts(member: Membership) -> list[dict[str, Any]]:
    assignment = member.assignment
    facts = [
        {"term": _("Grupp"), "text": said(member.forum.name)},
        {"term": _("Verksamhet"), "text": assignment.unit.name if assignment.unit else ""},
        {"term": _("Huvudman"), "text": assignment.unit.principal.name if assignment.unit else ""},
        {"term": _("Företräder"), "text": member.represents},
        {"term": _("Mandat"), "text": _mandate(member)},
    ]
    if member.is_substitute_for:
        facts.insert(1, {"term": _("Ersättare för"), "text": str(member.is_substitute_for.assignment.person)})
    return [fact for fact in facts if fact["text"]]
