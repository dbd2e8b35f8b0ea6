"""Note what a group has held together, take a wrong note away, say that a unit has taken the course. [F50]"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from core.textguard import refuse_identity, said_in
from groups.models import Forum
from groups.trainings import policies
from groups.trainings.models import CourseTaken, Training, TrainingGroup, TrainingKind


@dataclass(frozen=True)
class Held:
    """`people`: how many came, by principal."""

    kind: str
    title: str
    held_on: date
    people: Mapping[UUID, int]
    text: str = ""


@transaction.atomic
def note_training(forum: Forum, *, by: Acting, held: Held) -> Training:
    """Raises PermissionDenied, Refused for a day that has not been and when nobody came. [001:L109-113]"""
    require(policies.can_note(by, forum))
    if held.kind not in TrainingKind.values:
        raise Refused(_("Välj vad det var."), field="kind")
    if held.held_on > clock.today():
        raise Refused(_("Notera det när det har hållits. Välj en dag som har varit."), field="held_on")
    title = said_in("title", held.title)
    refuse_identity(held.text, field="text")
    known = {one.pk for one in policies.principals_of(forum, clock.today())}
    people = {key: count for key, count in held.people.items() if count}
    if not people or not set(people) <= known or min(people.values()) < 0:
        raise Refused(_("Skriv hur många som kom från minst en huvudman."))
    training = Training(
        region_id=forum.region_id,
        forum=forum,
        kind=held.kind,
        title=title,
        text=held.text.strip(),
        held_on=held.held_on,
        noted_by_id=by.assignment_id,
    )
    training.save(force_insert=True)
    TrainingGroup.objects.bulk_create(
        TrainingGroup(region_id=forum.region_id, forum=forum, training=training, principal_id=key, people=count)
        for key, count in sorted(people.items(), key=str)
    )
    audit.record("training.noted", training, by=by)
    return training


@transaction.atomic
def remove_training(training: Training, *, by: Acting) -> Training:
    """What was noted wrong is no longer shown or counted. Raises WrongState, PermissionDenied."""
    training = lock(training)
    if training.removed_at is not None:
        raise WrongState(_("Det är redan borttaget."))
    require(policies.can_remove(by, training))
    training.removed_at = clock.now()
    training.save(update_fields=["removed_at"])
    audit.record("training.removed", training, by=by)
    return training


@transaction.atomic
def confirm_course(forum: Forum, *, by: Acting, taken: int, staff: int) -> CourseTaken:
    """Of one's own unit; what was said before stands. Raises PermissionDenied, Refused. [001:L109-113]"""
    require(policies.can_confirm(by, forum))
    if staff < 1:
        raise Refused(_("Skriv hur många som ska gå kursen."), field="staff")
    if not 0 <= taken <= staff:
        raise Refused(_("Det kan inte vara fler som har gått kursen än som ska gå den."), field="taken")
    row = CourseTaken(
        region_id=forum.region_id,
        forum=forum,
        unit_id=by.unit_id,
        taken=taken,
        staff=staff,
        confirmed_by_id=by.assignment_id,
        confirmed_on=clock.today(),
    )
    row.save(force_insert=True)
    audit.record("course.confirmed", row, by=by)
    return row
