"""Who leads, who sits and what belongs where, on a day. Every answer stays inside the region of the context."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from core.access import Acting
from core.organisations.models import Area, AreaDistrict, District
from core.people.models import RoleAssignment
from core.roles import Role
from groups.choices import STEERING_KINDS, ForumKind, Tier
from groups.composition import Seat, composition_gaps, members_of, seats_of
from groups.models import Forum, Membership, MinutesTemplate

__all__ = [
    "Seat",
    "areas_of",
    "chairs_of",
    "composition_gaps",
    "convenor_of",
    "forum_for",
    "forums_around",
    "holders_around",
    "leaders_of",
    "leads",
    "members_of",
    "minutes_template",
    "seats_of",
    "steering_members",
    "unconvened_districts",
]

# Whoever of these sits in a regional forum convenes it, as the access wall has it.
CONVENE_WHERE_SEATED = (
    Role.PREP_MEMBER,
    Role.REGIONAL_MEMBER,
    Role.MANAGERS_FORUM_MEMBER,
    Role.SECRETARIAT_OFFICER,
    Role.SUPPORT_UNIT_OFFICER,
)


def forum_for(kind: str, area_id: UUID | None, district_id: UUID | None, on: date) -> Forum | None:
    """The body of that kind in its place on the day: of the district, else of the area, else of the region."""
    found = Forum.objects.on(on).filter(kind=kind)
    if kind == ForumKind.INDIVIDUAL_FORUM:
        return found.filter(district_id=district_id).first() if district_id else None
    return found.filter(Q(area_id=area_id) | Q(area__isnull=True)).order_by("area_id").first()


def convenor_of(district_id: UUID, on: date) -> RoleAssignment | None:
    """The one who convenes the individual forum of the district; of several the one appointed first. [A-14, X-18]"""
    found = RoleAssignment.objects.live(on).filter(role=Role.FORUM_CONVENOR, district_id=district_id)
    return found.with_names().order_by("valid_from", "id").first()


def unconvened_districts(area_ids: list[UUID] | None, on: date) -> QuerySet[District]:
    """Districts with an individual forum and nobody to convene it, in the given areas or (None) in the whole region.

    A need noticed there goes to the chair of the steering group while the case stays code only.
    """
    convened = RoleAssignment.objects.live(on).filter(role=Role.FORUM_CONVENOR, district__isnull=False)
    forums = Forum.objects.on(on).filter(kind=ForumKind.INDIVIDUAL_FORUM)
    if area_ids is not None:
        forums = forums.filter(area_id__in=area_ids)
    places = forums.exclude(district__in=convened.values("district")).values("district")
    return District.objects.on(on).filter(pk__in=places).order_by("name")


def chairs_of(area_id: UUID, on: date, kinds: Collection[str] = STEERING_KINDS) -> QuerySet[RoleAssignment]:
    """Those who lead the managers' group of the area, in the role its forum is led by. [A-11, A-16, X-17]

    Of an area that has ended, whoever still holds the role there: what is open in it has somebody to go to. [S-04]
    """
    forums = Forum.objects.filter(area_id=area_id, kind__in=kinds)
    stands = Q(valid_to__isnull=True) | Q(valid_to__gte=on) | Q(valid_to=F("area__valid_to"))
    role = forums.filter(stands, valid_from__lte=on).values("led_by")
    found = RoleAssignment.objects.live(on).filter(area_id=area_id, role__in=role)
    return found.with_names().order_by("valid_from", "id")


def forums_around(forum: Forum, on: date) -> list[Forum]:
    """Those that report to the forum, and the individual forums of its area; one statement."""
    near = Q(parent=forum)
    if forum.area_id:
        near |= Q(area_id=forum.area_id, kind=ForumKind.INDIVIDUAL_FORUM)
    found = Forum.objects.on(on).filter(near).exclude(pk=forum.pk).select_related("district")
    return list(found.order_by("name", "id"))


def holders_around(forum: Forum, near: list[Forum], on: date) -> list[RoleAssignment]:
    """Who leads the forum, and who convenes the individual forums around it, the first appointed first."""
    districts = {one.district_id for one in [forum, *near] if one.district_id}
    wanted = Q(role=Role.FORUM_CONVENOR, district__in=districts) if districts else Q(pk=None)
    if forum.led_by:
        wanted |= Q(role=forum.led_by, **_place(forum))
    found = RoleAssignment.objects.live(on).filter(wanted, region_id=forum.region_id)
    return list(found.with_names().order_by("valid_from", "id"))


def leads(holder: RoleAssignment, forum: Forum) -> bool:
    """Holds the forum's leading role in the forum's own place."""
    return holder.role == forum.led_by and all(getattr(holder, name) == pk for name, pk in _place(forum).items())


def leaders_of(forum: Forum, on: date) -> QuerySet[RoleAssignment]:
    """Who leads the forum on the day: those who hold its leading role in its place, and a local one's coordinator."""
    wanted = Q(role=forum.led_by, **_place(forum)) if forum.led_by else Q(pk=None)
    if forum.tier == Tier.LOCAL and forum.area_id:
        wanted |= Q(role=Role.GROUP_COORDINATOR, area_id=forum.area_id)
    if forum.tier == Tier.REGIONAL:
        seated = Membership.objects.on(on).filter(forum=forum, is_substitute_for__isnull=True)
        wanted |= Q(role__in=CONVENE_WHERE_SEATED, pk__in=seated.values("assignment"))
    found = RoleAssignment.objects.live(on).filter(wanted, region_id=forum.region_id)
    return found.order_by("valid_from", "id")


def _place(forum: Forum) -> dict[str, UUID]:
    """Where the forum's leading role is held: its district, area, or anywhere in the region."""
    if forum.district_id:
        return {"district_id": forum.district_id}
    return {"area_id": forum.area_id} if forum.area_id else {}


def steering_members(area_id: UUID, on: date, kinds: Collection[str] = STEERING_KINDS) -> QuerySet[RoleAssignment]:
    """Who sits in the managers' group of the area on the day, substitutes not counted. [A-12]"""
    sitting = Membership.objects.on(on).filter(
        forum__area_id=area_id, forum__kind__in=kinds, is_substitute_for__isnull=True
    )
    found = RoleAssignment.objects.live(on).filter(pk__in=sitting.values("assignment"))
    return found.with_names().order_by("person__family_name", "person__given_name", "id")


def minutes_template(forum_kind: str, region_id: UUID, on: date) -> MinutesTemplate | None:
    """The template in force for minutes of that kind of forum. [001:L325-327]"""
    found = MinutesTemplate.objects.on(on).filter(region_id=region_id, forum_kind=forum_kind)
    return found.order_by("-version").first()


def areas_of(acting: Acting, on: date) -> QuerySet[Area]:
    """The areas the acting assignment works in: its own, its district's, and those its unit serves. [S-05]"""
    live = Area.objects.on(on).filter(region=acting.region_id)
    own = Q(pk=acting.area_id)
    if acting.district_id:
        own |= Q(pk__in=_areas_with(on, district=acting.district_id))
    if acting.unit_id:
        own |= _served_by(acting.unit_id, on)
    return live.filter(own).order_by("name", "id")


def areas_served(unit_id: UUID, on: date) -> QuerySet[Area]:
    """The areas that a unit works in, by its district or by itself. [S-05]"""
    return Area.objects.on(on).filter(_served_by(unit_id, on))


def _served_by(unit_id: UUID, on: date) -> Q:
    by_itself = Area.objects.filter(_in_force("service_rows", on), service_rows__unit=unit_id).values("pk")
    return Q(pk__in=_areas_with(on, district__units=unit_id)) | Q(pk__in=by_itself)


def _areas_with(on: date, **district: UUID) -> QuerySet:
    return AreaDistrict.objects.on(on).filter(**district).values("area")


def _in_force(rows: str, on: date) -> Q:
    return Q(**{f"{rows}__valid_from__lte": on}) & (
        Q(**{f"{rows}__valid_to__isnull": True}) | Q(**{f"{rows}__valid_to__gte": on})
    )
