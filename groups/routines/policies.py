"""Who reads a routine, writes it, notes its decision, answers for it and adapts it. [domain 2, AG-13]"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from core import clock
from core.access import Acting
from core.access.expressions import within
from core.organisations.models import AreaDistrict, Principal, PrincipalKind
from core.people.models import RoleAssignment
from core.people.querysets import RoleAssignmentQuerySet
from core.regions.profile import profile_of
from core.roles import Role
from core.states import Transition as Move
from groups.choices import STEERING_KINDS, ForumKind, Tier
from groups.composition import members_of
from groups.meetings.policies import led_forums
from groups.models import Forum
from groups.querysets import ForumQuerySet
from groups.routines import states
from groups.routines.models import Routine, RoutineFile, RoutineVersion

S = states.S
NEVER_HELD = Q(status=S.ABANDONED) | Q(status=S.WITHDRAWN, valid_to__isnull=True)


def visible_versions(acting: Acting) -> QuerySet[RoutineVersion]:
    """What is or has been decided, and the own forums' drafts."""
    own = Q(within("forum_id", "visible_forum_ids"))
    return RoutineVersion.objects.filter(Q(status__in=states.PUBLIC) | own, region=acting.region_id)


def holding(on: date) -> Q:
    """What is in force on the day: one with a last day to and including it."""
    return Q(status=S.IN_FORCE) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))


def current(on: date) -> Q:
    return holding(on) | Q(status__in=states.UNDER_WAY)


def held_of(routine: str) -> QuerySet[RoutineVersion]:
    """The version in force of the routine that a column of the outer query names."""
    return RoutineVersion.objects.filter(holding(clock.today()), routine=OuterRef(routine))


def with_original(versions: QuerySet[RoutineVersion]) -> QuerySet[RoutineVersion]:
    """With what of an adaptation's original is in force now, and whether that is newer than what it was measured
    against, the version it was written from or a later one found to agree. [AG-13]
    """
    now, measured = held_of("adapts__routine").values, Coalesce(F("confirmed__number"), F("adapts__number"))
    found = versions.annotate(original_number=Subquery(now("number")[:1]), original_id=Subquery(now("pk")[:1]))
    return found.annotate(is_changed=Coalesce(Q(original_number__gt=measured), Value(value=False)))


def is_orphan(version: RoutineVersion) -> bool:
    """Whether nothing of its original is in force any more. Of `with_original`."""
    return version.adapts_id is not None and version.original_number is None  # type: ignore[attr-defined]


def with_relations(acting: Acting, versions: QuerySet[RoutineVersion]) -> QuerySet[RoutineVersion]:
    """With how the acting one stands to each, so that a page asks once for all its verbs."""
    later = RoutineVersion.objects.filter(routine=OuterRef("routine"), number__gt=OuterRef("number"))
    return with_original(versions).annotate(
        is_led=within("forum_id", "led_forum_ids"),
        is_partaken=within("forum_id", "partaking_forum_ids"),
        is_answered=within("routine_id", "answered_routine_ids"),
        has_next=Exists(later.exclude(NEVER_HELD)),
    )


def _known(version: RoutineVersion, name: str) -> bool | None:
    return version.__dict__.get(name)


def maker_kinds(region_id: UUID) -> frozenset[str]:
    """The bodies that decide routines: an area's managers, and above them the one the region names. [004:L254-258]

    Where the region names none of its own level it is the regional group. [default]
    """
    deciders = profile_of(region_id).routine_decided_by
    named = {one for one in (deciders.decided_by, deciders.adapted_by) if one}
    regional = named - STEERING_KINDS or {ForumKind.REGIONAL_GROUP.value}
    return frozenset({*STEERING_KINDS, *regional})


def making_forums(acting: Acting) -> ForumQuerySet:
    """Where the acting one may begin a routine."""
    return led_forums(acting).on(clock.today()).filter(kind__in=maker_kinds(acting.region_id)).order_by("name", "id")


def adapting_forums(acting: Acting) -> ForumQuerySet:
    """Where the acting one may make an own form of a regional routine: the areas' own groups. [004:L672-674]"""
    return making_forums(acting).filter(tier=Tier.LOCAL)


def can_draft(acting: Acting, forum: Forum) -> bool:
    return making_forums(acting).filter(pk=forum.pk).exists()


def can_adapt(acting: Acting, version: RoutineVersion) -> bool:
    """A regional routine in force: who leads an area's group that has no own form of it."""
    if version.status != S.IN_FORCE or version.forum.tier != Tier.REGIONAL:
        return False
    return free_forums(acting, version.routine_id).exists()


def free_forums(acting: Acting, routine_id: UUID) -> ForumQuerySet:
    """The led groups in which no form of the routine holds or is under way."""
    standing = RoutineVersion.objects.filter(
        current(clock.today()), routine__adapts=routine_id, routine__forum=OuterRef("pk")
    )
    return adapting_forums(acting).filter(~Exists(standing))


def leads(acting: Acting, version: RoutineVersion) -> bool:
    known = _known(version, "is_led")
    return known if known is not None else led_forums(acting).filter(pk=version.forum_id).exists()


def can_write(acting: Acting, version: RoutineVersion) -> bool:
    """Until it is decided, together."""
    return version.status == S.DRAFT and may_write(acting, version)


def may_write(acting: Acting, version: RoutineVersion) -> bool:
    """Who sits in the forum, or leads it, whenever: a text that comes too late is refused in words and stays typed."""
    known = _known(version, "is_partaken")
    partakes = Forum.objects.filter(within("pk", "partaking_forum_ids"), region=acting.region_id)
    return known if known is not None else partakes.filter(pk=version.forum_id).exists()


def can_arrange(acting: Acting, version: RoutineVersion) -> bool:
    """Its name, whom it covers, its files: the leader, until it is decided."""
    return version.status == S.DRAFT and leads(acting, version)


def can_remove(acting: Acting, file: RoutineFile, version: RoutineVersion) -> bool:
    return file.removed_at is None and can_arrange(acting, version)


def _of_leader(move: Move) -> Callable[[Acting, RoutineVersion], bool]:
    return lambda acting, version: move.allowed_from(version.status) and leads(acting, version)


can_decide = _of_leader(states.DECIDE)
can_withdraw = _of_leader(states.WITHDRAW)
can_abandon = _of_leader(states.ABANDON)


def can_appoint(acting: Acting, version: RoutineVersion) -> bool:
    """Who answers for it: the leader, as long as it holds or is under way."""
    return version.status in {*states.UNDER_WAY, S.IN_FORCE} and leads(acting, version)


def can_review(acting: Acting, version: RoutineVersion) -> bool:
    """That it was gone through and stands: the leader, while it holds."""
    return version.status == S.IN_FORCE and leads(acting, version)


def can_renew(acting: Acting, version: RoutineVersion) -> bool:
    """A next version, of the last there is: the leader, also when that one has ended."""
    if version.status not in (S.IN_FORCE, S.WITHDRAWN) or not leads(acting, version):
        return False
    known = _known(version, "has_next")
    if known is not None:
        return not known
    later = RoutineVersion.objects.filter(routine=version.routine_id, number__gt=version.number)
    return not later.exclude(NEVER_HELD).exists()


def answers_for(acting: Acting, version: RoutineVersion) -> bool:
    known = _known(version, "is_answered")
    if known is None:
        known = Routine.objects.filter(within("pk", "answered_routine_ids"), pk=version.routine_id).exists()
    return known


def can_confirm(acting: Acting, version: RoutineVersion) -> bool:
    """That the adaptation agrees with the original as it is now: who answers for it, or leads. Of `with_original`."""
    if version.status != S.IN_FORCE or not version.is_changed:  # type: ignore[attr-defined]
        return False
    return answers_for(acting, version) or leads(acting, version)


def standing_files(version: RoutineVersion) -> QuerySet[RoutineFile]:
    return version.files.filter(removed_at__isnull=True)


def possible_responsible(forum: Forum) -> RoleAssignmentQuerySet:
    """Who sits in the forum, and who leads it or may decide where they work. [W-01]"""
    seated = [one.assignment_id for one in members_of(forum, clock.today())]
    wanted = Q(pk__in=seated) | Q(has_mandate=True)
    found = RoleAssignment.objects.filter(wanted, region_id=forum.region_id).live(clock.today())
    return found.with_names().order_by("person__family_name", "person__given_name", "id")


def possible_roles(version: RoutineVersion) -> list[tuple[str, str]]:
    """The roles that sit in the forum, and the one that is kept."""
    sitting = {one.assignment.role for one in members_of(version.forum, clock.today())}
    wanted = sitting | {version.routine.responsible_role}
    return sorted(((one, str(label)) for one, label in Role.choices if one in wanted), key=lambda one: one[1])


def possible_principals(version: RoutineVersion) -> QuerySet[Principal]:
    """Those of the forum's area, and the region; of the whole region when the forum is its."""
    found = Principal.objects.filter(region_id=version.region_id).order_by("name", "id")
    if version.forum.area_id is None:
        return found
    towns = AreaDistrict.objects.on(clock.today()).filter(area=version.forum.area_id).values("district__principal")
    return found.filter(Q(pk__in=towns) | Q(kind=PrincipalKind.REGION))
