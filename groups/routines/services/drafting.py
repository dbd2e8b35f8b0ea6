"""Begin a routine, write it together, say whom it covers and who answers for it. [F63, AG-13]"""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import access, audit, clock
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from core.files.examining import Examined
from core.files.services import keep_as
from core.organisations.models import Area, Principal, Unit
from core.people.models import RoleAssignment
from core.textguard import refuse_identity, said_in
from core.writing import write_over
from groups.models import Forum
from groups.routines import policies, states
from groups.routines.content import HEADINGS, subjects_of
from groups.routines.models import Routine, RoutineCover, RoutineFile, RoutineSection, RoutineVersion


def in_turn(version_id: UUID) -> None:
    """Those who write and decide come after each other; not everybody who writes may lock the version's row."""
    access.in_turn("routine", version_id)


@transaction.atomic
def draft(forum: Forum, *, by: Acting, title: str, subject: str) -> RoutineVersion:
    """A first version with empty sections. Raises PermissionDenied, Refused. [000:L413-430]"""
    require(policies.can_draft(by, forum))
    if subject not in subjects_of(forum.region_id):
        raise Refused(_("Välj vad rutinen handlar om."), field="subject")
    title = said_in("title", title)
    return laid_out(_begun(forum, by, subject), by=by, title=title)


def _begun(forum: Forum, by: Acting, subject: str, adapts: Routine | None = None) -> Routine:
    routine = Routine(
        region_id=forum.region_id, forum=forum, subject=subject, adapts=adapts, begun_by_id=by.assignment_id
    )
    routine.save(force_insert=True)
    return routine


def laid_out(
    routine: Routine,
    *,
    by: Acting,
    title: str,
    number: int = 1,
    adapts: RoutineVersion | None = None,
    like: RoutineVersion | None = None,
) -> RoutineVersion:
    """A draft with its sections, the words of the version it is `like`."""
    version = RoutineVersion(
        region_id=routine.region_id,
        routine=routine,
        forum_id=routine.forum_id,
        number=number,
        title=title,
        adapts=adapts,
        drafted_by_id=by.assignment_id,
    )
    version.save(force_insert=True)
    texts = dict(like.sections.values_list("key", "text")) if like else {}
    RoutineSection.objects.bulk_create(
        RoutineSection(
            region_id=version.region_id,
            routine_version=version,
            key=one.key,
            order=order,
            text=texts.get(one.key, ""),
        )
        for order, one in enumerate(HEADINGS, 1)
    )
    audit.record("routine.drafted", version, by=by)
    return version


@transaction.atomic
def adapt(original: RoutineVersion, *, by: Acting, forum: Forum) -> RoutineVersion:
    """The forum's own form of a regional routine, from this very version. Raises PermissionDenied, Refused. [AG-13]"""
    require(policies.can_adapt(by, original))
    if not policies.free_forums(by, original.routine_id).filter(pk=forum.pk).exists():
        raise Refused(_("Välj en grupp som du leder och som inte redan har en anpassning."), field="forum")
    routine = _begun(forum, by, original.routine.subject, original.routine)
    return laid_out(routine, by=by, title=original.title, adapts=original, like=original)


@transaction.atomic
def renew(version: RoutineVersion, *, by: Acting) -> RoutineVersion:
    """The next version as a draft with the same words; an adaptation is now of the original as it stands today.

    Raises PermissionDenied.
    """
    version = lock(version)
    require(policies.can_renew(by, version))
    original = None
    if version.adapts_id:
        found = RoutineVersion.objects.filter(policies.holding(clock.today()))
        original = found.filter(routine__versions=version.adapts_id).first() or version.adapts
    standing = RoutineVersion.objects.filter(routine=version.routine_id).exclude(status=states.S.ABANDONED)
    number = max(standing.values_list("number", flat=True)) + 1
    new = laid_out(version.routine, by=by, title=version.title, number=number, adapts=original, like=version)
    _cover(new, [one for one in version.covers.all() if one.removed_at is None])
    return new


def _cover(version: RoutineVersion, covers: Iterable[RoutineCover]) -> None:
    RoutineCover.objects.bulk_create(
        RoutineCover(
            region_id=version.region_id,
            routine_version=version,
            area_id=one.area_id,
            principal_id=one.principal_id,
            unit_id=one.unit_id,
        )
        for one in covers
    )


@transaction.atomic
def save_section(section: RoutineSection, *, by: Acting, text: str, version: int) -> RoutineSection:
    """Over the version the writer saw. Raises EditedByAnother, WrongState, PermissionDenied, Refused."""
    in_turn(section.routine_version_id)
    routine = RoutineVersion.objects.get(pk=section.routine_version_id)
    if routine.status != states.S.DRAFT:
        raise WrongState(_("Rutinen är beslutad. Texten går inte att ändra längre."))
    require(policies.may_write(by, routine))
    section = lock(section)
    if write_over(section, text, seen=version, by=by.assignment_id, guard=refuse_identity):
        audit.record("routine.section_written", routine, by=by)
    return section


@transaction.atomic
def rename(version: RoutineVersion, *, by: Acting, title: str, change: str = "") -> RoutineVersion:
    """What it is called and what is new in it, until it is decided. Raises PermissionDenied, Refused."""
    version = lock(version)
    require(policies.can_arrange(by, version))
    refuse_identity(change, field="change")
    version.title, version.change = said_in("title", title), change.strip()
    version.save(update_fields=["title", "change"])
    audit.record("routine.renamed", version, by=by)
    return version


@transaction.atomic
def set_covers(
    version: RoutineVersion,
    *,
    by: Acting,
    areas: Iterable[Area] = (),
    principals: Iterable[Principal] = (),
    units: Iterable[Unit] = (),
) -> RoutineVersion:
    """These and no others; none at all: everybody where the forum is. Raises PermissionDenied."""
    version = lock(version)
    require(policies.can_arrange(by, version))
    wanted = [
        *(RoutineCover(area=one) for one in areas),
        *(RoutineCover(principal=one) for one in principals),
        *(RoutineCover(unit=one) for one in units),
    ]
    standing = {_key(one): one for one in version.covers.filter(removed_at__isnull=True)}
    keys = {_key(one) for one in wanted}
    for key, one in standing.items():
        if key not in keys:
            one.removed_at = clock.now()
            one.save(update_fields=["removed_at"])
    _cover(version, [one for one in wanted if _key(one) not in standing])
    audit.record("routine.covers_set", version, by=by)
    return version


def _key(one: RoutineCover) -> tuple:
    return one.area_id, one.principal_id, one.unit_id


@transaction.atomic
def appoint(
    version: RoutineVersion, *, by: Acting, responsible: RoleAssignment | None = None, role: str = ""
) -> RoutineVersion:
    """Who answers for the routine, one person or a role; neither: who leads. Raises PermissionDenied, Refused."""
    version = lock(version)
    require(policies.can_appoint(by, version))
    if responsible is not None and role:
        raise Refused(_("Välj antingen en person eller en roll."), field="role")
    if responsible is not None and not policies.possible_responsible(version.forum).filter(pk=responsible.pk).exists():
        raise Refused(_("Välj någon som sitter i gruppen eller får fatta beslut."), field="responsible")
    routine = lock(version.routine)
    routine.responsible, routine.responsible_role = responsible, role
    routine.save(update_fields=["responsible", "responsible_role"])
    audit.record("routine.responsible_named", version, by=by)
    return version


@transaction.atomic
def add_file(version: RoutineVersion, *, by: Acting, title: str, file: Examined) -> RoutineFile:
    """The routine as a document, or what belongs to it. Raises PermissionDenied, Refused."""
    version = lock(version)
    require(policies.can_arrange(by, version))
    added = keep_as(RoutineFile, file, by=by, routine_version=version, title=said_in("title", title))
    audit.record("routine.file_added", version, by=by)
    return added


@transaction.atomic
def remove_file(file: RoutineFile, *, by: Acting) -> RoutineFile:
    """Off the draft. Raises PermissionDenied."""
    version = lock(RoutineVersion(pk=file.routine_version_id))
    file = lock(file)
    require(policies.can_remove(by, file, version))
    file.removed_at = clock.now()
    file.save(update_fields=["removed_at"])
    audit.record("routine.file_removed", version, by=by)
    return file
