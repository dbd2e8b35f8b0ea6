"""A group's page made ready for its template: seats, members, who leads, where questions go."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.access import Acting, together
from core.organisations.models import District, Principal
from core.people.models import RoleAssignment
from core.roles import Role
from core.ui.registry import Who
from core.ui.said import said
from groups import policies, queries
from groups.agreements.page import agreements_of, near_agreements
from groups.assignments.page import open_tasks, tasks_of
from groups.choices import ForumKind
from groups.evaluation.page import evaluations_of
from groups.evaluation.policies import sums_of
from groups.finding import forum_url
from groups.interests.page import interests_of_forum, near_interests
from groups.lifting.page import lifted_of, near_questions
from groups.meetings.near import meetings_of
from groups.models import Forum, SchoolContact
from groups.polls.page import near_lines
from groups.polls.policies import open_polls
from groups.proposals.page import near_proposals
from groups.proposals.policies import open_proposals
from groups.routines.page import near_routines, routines_of
from groups.seats.page import seats_section
from groups.seats.policies import has_schools, schools_of
from groups.seats.school_page import schools_section
from groups.seats.schools import contacts_of
from groups.seats.sources import Sources
from groups.surveys.page import near_rounds, surveys_of
from groups.year.page import near_plans, year_of


def forum_page(forum: Forum, acting: Acting, on: date) -> dict[str, Any]:
    """What `groups/forum_detail.html` shows; four statements beside the forum itself."""
    sources = Sources(Forum.objects.filter(pk=forum.pk), forum.region_id, on)
    schools, contacts = _schools_asked(forum, on)
    tasks, lifted, agreements, routines, plans = (
        open_tasks(acting, forum),
        near_questions(acting, forum),
        near_agreements(acting, forum),
        near_routines(acting, forum),
        near_plans(acting, forum),
    )
    sums, interests = sums_of(acting, forum), near_interests(acting, forum)
    polls, proposals = open_polls(acting, forum), open_proposals(acting, forum)
    rounds = near_rounds(acting, forum)
    together(
        *sources.asks(),
        schools,
        contacts,
        tasks,
        lifted,
        agreements,
        routines,
        plans,
        sums,
        interests,
        polls,
        proposals,
        rounds,
    )
    may = policies.can_seat_members(acting, forum)
    sitting = {one.assignment_id for one in sources.members(forum) if not one.is_substitute_for_id}
    near = queries.forums_around(forum, on)
    holders = queries.holders_around(forum, near, on)
    convenors = _convenors(forum, near, holders)
    return {
        "forum": forum,
        "eyebrow": f"{said(forum.label)}, {forum.get_tier_display().lower()}",
        "crumbs": [{"label": _("Grupper"), "url": reverse("groups:forum_tree")}],
        **seats_section(forum, sources, may),
        "schools": schools_section(forum, schools, contacts, sitting, may),
        "convenors": [_convenor_row(district, holder) for district, holder in convenors],
        "vacant": _vacant(forum, acting, convenors),
        "facts": _facts(forum, holders),
        "meetings": meetings_of(acting, forum),
        "polls": near_lines(polls),
        "proposals": near_proposals(forum, proposals, acting.assignment_id in sitting or forum.is_led),
        "evaluations": evaluations_of(forum, sums),
        "surveys": surveys_of(forum, rounds),
        "interests": interests_of_forum(interests),
        "tasks": tasks_of(acting, forum, tasks),
        "lifted": lifted_of(acting, forum, lifted),
        "agreements": agreements_of(forum, agreements),
        "routines": routines_of(forum, routines),
        "year": year_of(forum, plans),
        "below": [{"title": said(one.name), "url": forum_url(one)} for one in near if one.parent_id == forum.pk],
        "why": _who_sees(),
    }


def _schools_asked(forum: Forum, on: date) -> tuple[QuerySet[Principal], QuerySet[SchoolContact]]:
    """The independent schools of a managers' group and what was said with them; other groups have none."""
    schools, contacts = schools_of(forum, on), contacts_of(forum)
    return (schools, contacts) if has_schools(forum) else (schools.none(), contacts.none())


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
        facts.append({"term": _("Rapporterar till"), "text": said(forum.parent.name), "url": forum_url(forum.parent)})
    return facts


def _leaders(forum: Forum, holders: list[RoleAssignment]) -> str:
    """The names of those who lead, else the role's name."""
    role = str(Role(forum.led_by).label)
    names = ", ".join(str(holder.person) for holder in holders if queries.leads(holder, forum))
    return f"{names} ({role[:1].lower()}{role[1:]})" if names else _("%(role)s, ingen är utsedd") % {"role": role}


def _who_sees() -> list[Who]:
    return [
        Who(_("Alla som arbetar i regionen"), _("Uppdrag, platser och vem som leder")),
        Who(_("Ingen ser barn här"), _("Gruppen öppnar inga ärenden"), sees=False),
    ]
