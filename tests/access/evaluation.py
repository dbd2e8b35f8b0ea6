"""How a group's meeting was among what every page is tried on: one that waits for answers, one that all answered."""

from datetime import timedelta
from typing import Any

from core import clock
from core.access import acting_as
from groups.evaluation import policies, services
from groups.meetings.services import agenda, calling, holding, planning
from groups.meetings.services.agenda import Topic
from groups.meetings.services.planning import When
from groups.models import EvaluationSum, Invitation, Meeting, PassedOn
from tests.access.visit import Visit
from tests.database import as_loader
from tests.groups import build as b

DETAILS = " groups:evaluation_answer "
VISITS = [
    Visit("groups:evaluation_answer", "steering_bup", "group meeting held"),
    *(Visit("groups:evaluation_list", who, "own forum") for who in ("chair", "steering_bup")),
    Visit("groups:meeting_detail", "steering_bup", "evaluated meeting"),
]


def make_evaluations(town, passing_on, *, words: str = "Bra möte") -> dict[str, Any]:
    """The approved meeting of the steering group is asked about; of another all have said `words`."""
    starts = clock.now() + timedelta(days=1)
    with acting_as(town.chair) as me:
        meeting = planning.plan_meeting(town.steering, by=me, when=When(starts, starts + timedelta(hours=1), "Rum 1"))
        agenda.add_item(meeting, by=me, topic=Topic("Läget"))
        calling.call_meeting(meeting, by=me)
    with as_loader():
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=clock.now(), ends_at=clock.now() + timedelta(hours=1))
        called = Invitation.objects.filter(meeting=meeting).select_related("assignment__unit", "assignment__region")
        people = [b.acting_for(one.assignment) for one in called]
    with acting_as(town.chair) as me:
        came = dict.fromkeys(Invitation.objects.filter(meeting=meeting).values_list("pk", flat=True), "present")
        meeting = holding.hold_meeting(meeting, by=me, attendance=came)
    for person in people:
        with acting_as(person) as me:
            scores = {one.key: 4 for one in policies.questions_of(meeting)}
            services.evaluate(meeting, by=me, scores=scores, words=words)
    with as_loader():
        held = PassedOn.objects.get(pk=passing_on).meeting_id
        assert EvaluationSum.objects.get(meeting=meeting).answers >= 3
    return {"group meeting held": held, "evaluated meeting": meeting.pk}


def ten_times(world, copies) -> None:
    """More meetings that all have said something of, each waiting for Bengt's answer."""
    one, bup = world.objects["evaluated meeting"], world.who("steering_bup")
    more = copies(Meeting.objects.filter(pk=one), number=lambda row, n: row.number * 1000 + n)
    of_each = {"meeting": lambda row, n: more[n]}
    copies(EvaluationSum.objects.filter(meeting=one), **of_each)
    copies(Invitation.objects.filter(meeting=one, assignment=bup), **of_each)
