"""What the people of a unit have open: children, cases and plans, and what is owed by name. One statement."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from core import clock
from core.access import Acting, together
from core.obligations.models import Obligation
from sip.cases.models import Participation
from sip.cases.states import OPEN as OPEN_FORUM
from sip.cases.states import Part
from sip.children.models import Contact
from sip.individual_forum.models import Call
from sip.individual_forum.states import OccasionStatus
from sip.plans.models import PlanInvitation, PlanRole
from sip.plans.states import OPEN as OPEN_PLAN
from sip.plans.states import MeetingStatus
from sip.transfers.states import TransferStatus

OPEN = (
    Q(case__plan__status__in=OPEN_PLAN)
    | Q(case__forum_case__status__in=OPEN_FORUM)
    | Q(case__transfer__status=TransferStatus.OPEN)
)


@dataclass
class Burden:
    """What one assignment has open, by id; `due` counts what it owes by name in each case."""

    children: set[UUID] = field(default_factory=set)
    cases: set[UUID] = field(default_factory=set)
    due: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    parts: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    called: set[UUID] = field(default_factory=set)

    @property
    def due_count(self) -> int:
        return sum(self.due.values())


def burdens(acting: Acting, people: Iterable[UUID] | None = None) -> dict[UUID, Burden]:
    """By assignment, of those of the own unit who have anything; row security leaves out what one may not see."""
    asked = {name: _of(rows, people) for name, rows in _questions(acting).items()}
    together(*asked.values())
    found: dict[UUID, Burden] = defaultdict(Burden)
    for who, child in asked["children"]:
        found[who].children.add(child)
    for who, case in asked["cases"]:
        found[who].cases.add(case)
    for who, case, part in asked["parts"]:
        found[who].cases.add(case)
        found[who].parts[case].add(part)
    for who, case in (*asked["invitations"], *asked["calls"]):
        found[who].cases.add(case)
        found[who].called.add(case)
    for who, case in asked["due"]:
        found[who].cases.add(case)
        found[who].due[case] += 1
    return dict(found)


def _of(rows: QuerySet, people: Iterable[UUID] | None) -> QuerySet:
    return rows if people is None else rows.filter(who__in=list(people))


def _questions(acting: Acting) -> dict[str, Any]:
    now, unit = clock.now(), acting.unit_id
    live = Q(valid_to__isnull=True) | Q(valid_to__gt=now)
    taking_part = Participation.objects.filter(live, OPEN, unit_id=unit, part__in=(Part.RAISER, Part.UNIT))
    taking_part = taking_part.filter(assignment_id__isnull=False)
    parts = PlanRole.objects.filter(unit_id=unit, valid_to__isnull=True, case__plan__status__in=OPEN_PLAN)
    invited = PlanInvitation.objects.filter(
        unit_id=unit, meeting__status=MeetingStatus.CALLED, attendance="unknown", substitute__isnull=True
    )
    called = Call.objects.filter(
        unit_id=unit, occasion__status=OccasionStatus.CALLED, attendance="unknown", substitute__isnull=True
    )
    due = Obligation.objects.live().filter(owner__unit_id=unit, case_id__isnull=False)
    contacts = Contact.objects.live(now).filter(unit_id=unit)
    return {
        "children": contacts.annotate(who=F("assignment_id")).values_list("who", "child_id").distinct(),
        "cases": taking_part.annotate(who=F("assignment_id")).values_list("who", "case_id"),
        "parts": parts.annotate(who=F("assignment_id")).values_list("who", "case_id", "part"),
        "invitations": invited.annotate(who=F("assignment_id")).values_list("who", "case_id"),
        "calls": called.annotate(who=F("assignment_id")).values_list("who", "case_id"),
        "due": due.annotate(who=F("owner_id")).values_list("who", "case_id"),
    }
