"""That a health examination has been offered a placed child, followed up together with the child's SIP. [P-65, DL-38]

For the unit that placed the child and for nobody else who takes part: they may not know that it is placed.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.ui import dates
from sip.placements import policies
from sip.placements.models import HealthExam, Placement, PlacementStep
from sip.placements.page import exam_state
from sip.placements.states import OPEN, Phase

KEY = "exam_offered"


@dataclass(frozen=True)
class Rows:
    """The open placements of a plan's child, their requests, and what was noted. Ask all together, then `offered`."""

    placements: QuerySet[Placement]
    exams: QuerySet[HealthExam]
    steps: QuerySet[PlacementStep]

    def all(self) -> tuple[QuerySet, ...]:
        return (self.placements, self.exams, self.steps)


@dataclass(frozen=True)
class Offered:
    """`said`: when it was followed up and by whom, "" where nobody has."""

    placement: Placement
    exams: list[str]
    said: str


def rows_of(acting: Acting, case_id: UUID) -> Rows:
    placements = policies.visible_placements(acting).filter(child__cases__case_id=case_id, status__in=OPEN)
    of: dict[str, Any] = {"placement__in": placements.values("pk")}
    steps = PlacementStep.objects.filter(**of, phase=Phase.DURING, key=KEY, done_on__isnull=False)
    return Rows(
        placements.order_by("decided_on"),
        policies.visible_exams(acting).filter(**of).order_by("-receiver"),
        steps.select_related("noted_by__person"),
    )


def offered(acting: Acting, rows: Rows) -> list[Offered]:
    if not policies.works_with_placements(acting):
        return []
    said = {
        step.placement_id: _("Uppföljt %(day)s av %(who)s.")
        % {"day": dates.day(step.done_on), "who": step.noted_by.person}
        for step in rows.steps
    }
    exams = {one.pk: [_exam(exam) for exam in rows.exams if exam.placement_id == one.pk] for one in rows.placements}
    return [Offered(one, exams[one.pk], said.get(one.pk, "")) for one in rows.placements]


def _exam(exam: HealthExam) -> str:
    words, _meaning = exam_state(exam)
    return f"{exam.get_receiver_display()}: {words[:1].lower()}{words[1:]}"


@transaction.atomic
def note_offered(case_id: UUID, *, by: Acting, placements: Collection[UUID]) -> None:
    """It has been followed up today that an examination was offered; what was noted before keeps its day.

    Raises PermissionDenied for a placement that one does not keep.
    """
    rows = {one.pk: one for one in rows_of(by, case_id).placements}
    require(set(placements) <= rows.keys())
    for pk in placements:
        placement = lock(rows[pk])
        require(policies.can_keep_placement(by, placement))
        step = PlacementStep.objects.filter(placement=placement, phase=Phase.DURING, key=KEY).first()
        if step is None:
            step = PlacementStep(
                region_id=placement.region_id,
                placement=placement,
                child_id=placement.child_id,
                phase=Phase.DURING,
                key=KEY,
                noted_by_id=by.assignment_id,
            )
        elif step.done_on is not None:
            continue
        is_new = step._state.adding
        step.done_on, step.noted_by_id = clock.today(), by.assignment_id
        step.save(force_insert=is_new, update_fields=None if is_new else ["done_on", "noted_by"])
        audit.record("placement.steps_noted", placement, by=by, reason=Phase.DURING)
