"""The structure as a person reads it: the region's own bodies, then each area with its groups. [S-01..S-08]"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from core.access import Acting
from core.organisations.models import Area
from core.organisations.presenting import natural
from core.people.models import RoleAssignment
from core.roles import Role
from core.ui.said import said
from groups import policies, queries
from groups.choices import ForumKind
from groups.finding import forum_url
from groups.models import Forum


@dataclass
class Node:
    """One body in the tree, ready for the template."""

    title: str
    url: str
    detail: str = ""
    badge: str = ""
    badge_is: str = ""
    children: list["Node"] = field(default_factory=list)


@dataclass
class AreaTree:
    """An area's groups; `own`: the acting works there."""

    key: str
    name: str
    own: bool
    nodes: list[Node]


@dataclass
class Structure:
    own: list[Node]
    region: list[Node]
    areas: list[AreaTree]
    vacant: list[str]


def structure(acting: Acting, on: date) -> Structure:
    """The whole tree for one who acts; five statements however many groups there are."""
    forums = list(policies.visible_forums(acting).on(on).for_tree())
    seated = set(policies.sits_in(acting, on).values_list("pk", flat=True))
    near = set(queries.areas_of(acting, on).values_list("pk", flat=True))
    convenors = _convenors(acting, on)
    told = policies.areas_told_of_vacancies(acting)
    vacant = [f for f in forums if _is_vacant(f, convenors) and (told is None or f.area_id in told)]
    nodes = {forum.pk: _node(forum, forum in vacant, convenors) for forum in forums}
    own = [forum for forum in forums if forum.pk in seated or _leads(acting, forum)]
    return Structure(
        own=[_with_place(forum) for forum in own],
        region=_grown([f for f in forums if f.area_id is None], nodes),
        areas=_areas([f for f in forums if f.area_id], nodes, near),
        vacant=sorted(str(forum.district) for forum in vacant),
    )


def _convenors(acting: Acting, on: date) -> dict[UUID, str]:
    rows = RoleAssignment.objects.live(on).filter(region_id=acting.region_id, role=Role.FORUM_CONVENOR)
    found = rows.filter(district__isnull=False).select_related("person").order_by("valid_from", "id")
    names: dict[UUID, str] = {}
    for row in found:
        names.setdefault(row.district_id, str(row.person))
    return names


def _is_vacant(forum: Forum, convenors: dict[UUID, str]) -> bool:
    return forum.kind == ForumKind.INDIVIDUAL_FORUM and forum.district_id not in convenors


def _leads(acting: Acting, forum: Forum) -> bool:
    """The forum's own leading role in the forum's own place; costs no statement."""
    if not forum.led_by or acting.role != forum.led_by:
        return False
    if forum.district_id:
        return acting.district_id == forum.district_id
    return acting.area_id == forum.area_id


def _node(forum: Forum, is_vacant: bool, convenors: dict[UUID, str]) -> Node:
    node = Node(title=said(forum.label), url=forum_url(forum))
    if forum.kind == ForumKind.INDIVIDUAL_FORUM:
        node.title = f"{said(forum.label)}, {forum.district}"
        name = convenors.get(forum.district_id) if forum.district_id else None
        node.detail = _("Sammankallande: %(name)s") % {"name": name} if name else _("Ingen sammankallande är utsedd")
    if is_vacant:
        node.badge, node.badge_is = _("Sammankallande saknas"), "late"
    return node


def _with_place(forum: Forum) -> Node:
    """What kind of group it is and where, as far as its name does not say it."""
    title, place = said(forum.name), forum.district or forum.area
    more = [one for one in (said(forum.label), str(place or "")) if one and one not in title]
    return Node(title=title, url=forum_url(forum), detail=", ".join(more))


def _grown(forums: list[Forum], nodes: dict[UUID, Node]) -> list[Node]:
    """The roots with their children hung on; a parent outside `forums` makes a root here."""
    here = {forum.pk for forum in forums}
    roots: list[Node] = []
    for forum in forums:
        siblings = nodes[forum.parent_id].children if forum.parent_id in here else roots
        siblings.append(nodes[forum.pk])
    return roots


def _areas(forums: Iterable[Forum], nodes: dict[UUID, Node], near: set[UUID]) -> list[AreaTree]:
    by_area: dict[Area, list[Forum]] = {}
    for forum in forums:
        if forum.area:
            by_area.setdefault(forum.area, []).append(forum)
    found = [
        AreaTree(f"omrade-{area.code}", area.name, area.pk in near, _grown(rows, nodes))
        for area, rows in by_area.items()
    ]
    return sorted(found, key=lambda area: (not area.own, natural(area.name)))
