"""Note what the forum decided; it holds from its day, is replaced or ends. [000:L418-419, 004:L254-258]"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, acting_as, job_regions, lock, require
from core.audit.moves import locked, moved
from core.errors import Refused
from core.textguard import said_in
from groups.meetings.policies import decisions_of
from groups.models import ForumDecision
from groups.queries import leaders_of
from groups.routines import policies, states
from groups.routines.answering import answering
from groups.routines.models import Routine, RoutineVersion
from groups.routines.services.drafting import in_turn
from groups.telling import tell

JOB = "routines"


@dataclass(frozen=True)
class Decided:
    """How and when the forum decided, from when it holds and when it is gone through. Either decision or `said`."""

    on: date
    valid_from: date
    review_on: date
    decision: ForumDecision | None = None
    said: str = ""
    valid_to: date | None = None


@transaction.atomic
def decide(version: RoutineVersion, *, by: Acting, decided: Decided) -> RoutineVersion:
    """Stands still from now on, and holds from its day. Raises WrongState, PermissionDenied, Refused."""
    in_turn(version.pk)
    version = locked(version, states.DECIDE, policies.can_decide, by)
    _must_fit(version, decided)
    said = str(decided.decision) if decided.decision else decided.said.strip()
    version.decision, version.decided_as, version.decided_on = decided.decision, said, decided.on
    version.valid_from, version.valid_to, version.review_on = decided.valid_from, decided.valid_to, decided.review_on
    changed = "decision", "decided_as", "decided_on", "valid_from", "valid_to", "review_on"
    version = moved(version, states.DECIDE, "routine.decided", by, *changed)
    return enter(version, by=by) if decided.valid_from <= clock.today() else version


def _must_fit(version: RoutineVersion, decided: Decided) -> None:
    said = version.sections.exclude(text="").exists() or policies.standing_files(version).exists()
    if not said:
        raise Refused(_("Skriv något i rutinen, eller lägg till den som fil, innan den beslutas."))
    if decided.decision is None:
        said_in("said", decided.said)
    elif not decisions_of(version.forum_id).filter(pk=decided.decision.pk).exists():
        raise Refused(_("Välj ett beslut som gruppen har fattat."), field="decision")
    if decided.on > clock.today():
        raise Refused(_("Dagen kan inte ligga framåt i tiden."), field="on")
    if decided.valid_from < decided.on:
        raise Refused(_("Rutinen kan inte gälla från en dag före beslutet."), field="valid_from")
    if decided.valid_to and decided.valid_to < max(decided.valid_from, clock.today()):
        raise Refused(_("Sista dagen kan inte ha passerat, och inte vara före den första."), field="valid_to")
    if decided.review_on <= max(decided.valid_from, clock.today()):
        raise Refused(_("Välj en dag efter i dag, när rutinen har börjat gälla."), field="review_on")


def enter(version: RoutineVersion, *, by: Acting) -> RoutineVersion:
    """Its day has come: the version before is replaced, and those who have adapted that one are told. [AG-13]"""
    before = RoutineVersion.objects.filter(routine=version.routine_id, status=states.S.IN_FORCE).first()
    if before is not None:
        before = lock(before)
        before.valid_to = _day_before(version, before)
        moved(before, states.REPLACE, "routine.replaced", by, "valid_to")
    version = moved(version, states.ENTER, "routine.in_force", by)
    tell("routine_in_force", version, _own(version.routine), by)
    _tell_adapters(version, by)
    return version


def _day_before(version: RoutineVersion, before: RoutineVersion) -> date | None:
    """The last day of the one before: one that began the same day has that day."""
    if version.valid_from is None or before.valid_from is None:
        return None
    return max(before.valid_from, version.valid_from - timedelta(days=1))


def _tell_adapters(version: RoutineVersion, by: Acting) -> None:
    """Of each adaptation in force, measured against an older one."""
    found = policies.with_original(RoutineVersion.objects.filter(policies.holding(clock.today())))
    for one in found.filter(Q(is_changed=True), routine__adapts=version.routine_id).select_related("routine__forum"):
        tell("routine_original_changed", one, answering(one.routine), by)


@transaction.atomic
def withdraw(version: RoutineVersion, *, by: Acting, reason: str) -> RoutineVersion:
    """It stops at once, and one that had not begun never held. Raises WrongState, PermissionDenied, Refused."""
    version = locked(version, states.WITHDRAW, policies.can_withdraw, by)
    version.end_reason = said_in("reason", reason)
    has_held = version.valid_from is not None and version.valid_from <= clock.today()
    version.valid_to = clock.today() if has_held else None
    version = moved(version, states.WITHDRAW, "routine.withdrawn", by, "valid_to", "end_reason")
    if has_held:
        tell("routine_withdrawn", version, _concerned(version.routine), by)
    else:
        tell("routine_called_off", version, _own(version.routine), by)
    return version


def _own(routine: Routine) -> set[UUID]:
    """Who leads the forum and who answers for it."""
    return {*leaders_of(routine.forum, clock.today()).values_list("pk", flat=True), *answering(routine)}


def _concerned(routine: Routine) -> set[UUID]:
    """Those, and who answers for an own form of it."""
    forms = Routine.objects.filter(adapts=routine).select_related("forum")
    return _own(routine).union(*(answering(one) for one in forms))


@transaction.atomic
def abandon(version: RoutineVersion, *, by: Acting, reason: str) -> RoutineVersion:
    """Nothing comes of the draft. Raises WrongState, PermissionDenied, Refused."""
    version = locked(version, states.ABANDON, policies.can_abandon, by)
    version.end_reason = said_in("reason", reason)
    return moved(version, states.ABANDON, "routine.abandoned", by, "end_reason")


@transaction.atomic
def review(version: RoutineVersion, *, by: Acting, review_on: date) -> RoutineVersion:
    """Gone through and found to hold; to be gone through again by a later day. Raises PermissionDenied, Refused."""
    version = lock(version)
    require(policies.can_review(by, version))
    if review_on <= clock.today():
        raise Refused(_("Välj en dag som ligger framåt i tiden."), field="review_on")
    version.review_on = review_on
    version.save(update_fields=["review_on"])
    audit.record("routine.reviewed", version, by=by)
    return version


@transaction.atomic
def confirm(version: RoutineVersion, *, by: Acting, seen: RoutineVersion) -> RoutineVersion:
    """The adaptation agrees with `seen`, the original as it now is. Raises PermissionDenied, Refused. [AG-13]"""
    lock(version)
    version = policies.with_original(RoutineVersion.objects.filter(pk=version.pk)).get()
    require(policies.can_confirm(by, version))
    if seen.pk != version.original_id:  # type: ignore[attr-defined]
        raise Refused(_("Originalet har ändrats igen sedan du öppnade sidan. Jämför på nytt."))
    version.confirmed, version.confirmed_by_id, version.confirmed_on = seen, by.assignment_id, clock.today()
    version.save(update_fields=["confirmed", "confirmed_by", "confirmed_on"])
    audit.record("routine.confirmed", version, by=by)
    return version


def turn_over(today: date) -> int:
    """Each region in turn: what begins today begins, what ended yesterday has ended. Safe twice. Returns how many."""
    with acting_as(job=JOB):
        regions = job_regions()
    return sum(_turn_region(region_id, today) for region_id, _code in regions)


def _turn_region(region_id: UUID, today: date) -> int:
    with acting_as(job=JOB, region_id=region_id) as by:
        ended = RoutineVersion.objects.filter(region_id=region_id, status=states.S.IN_FORCE, valid_to__lt=today)
        begun = RoutineVersion.objects.filter(region_id=region_id, status=states.S.DECIDED, valid_from__lte=today)
        count = 0
        for one in ended.select_for_update(skip_locked=True, of=("self",)):
            moved(one, states.LAPSE, "routine.lapsed", by)
            count += 1
        for one in begun.select_for_update(skip_locked=True, of=("self",)):
            enter(one, by=by)
            count += 1
    return count
