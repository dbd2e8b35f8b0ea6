"""Take an assignment as far as a test needs."""

from datetime import timedelta

from core import clock
from groups.assignments import services
from groups.assignments.services import Wanted
from groups.meetings.services import writing
from groups.models import AgendaItem, ForumDecision, Task
from tests.groups.meetings import table as t

WANTED = Wanted(
    title="Rutin vid brister",
    text="Ta fram en rutin för hur brister hanteras.",
    target_group="Barn i behov av särskilt stöd",
    expected="En rutin som båda huvudmännen kan följa.",
    start_term="Vårterminen 2027",
)


def later(days: int = 90):
    return clock.today() + timedelta(days=days)


def proposed(town, by: str = "bup_head", **changes) -> Task:
    with t.as_(town, by) as me:
        wanted = Wanted(**{**WANTED.__dict__, **changes})
        return services.propose(town.steering, by=me, receiver=town.working, wanted=wanted)


def decided(town) -> ForumDecision:
    """By the steering group, at a meeting that is under way."""
    meeting = t.begun(t.called(town))
    with t.as_(town, "chair") as me:
        return writing.decide(AgendaItem.objects.get(meeting=meeting), by=me, text="Arbetsgruppen får uppdraget.")


def given(town, task: Task | None = None) -> Task:
    task, decision = task or proposed(town), decided(town)
    with t.as_(town, "chair") as me:
        return services.give(task, by=me, decision=decision, due_on=later())


def begun(town) -> Task:
    task = given(town)
    with t.as_(town, "convenor") as me:
        return services.begin(task, by=me, plan="Vi träffas var tredje vecka.")


def reported(town) -> Task:
    task = begun(town)
    with t.as_(town, "member") as me:
        return services.report(task, by=me, kind="routine", result="En rutin i fyra steg.")
