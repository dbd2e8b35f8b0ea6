"""What a group asks of another among what every page is tried on: given, and taken on by nobody yet. [security 13]"""

from datetime import timedelta
from typing import Any

from core import clock
from core.access import acting_as
from core.obligations.models import DeadlineRule
from groups.assignments import services
from groups.assignments.services import Wanted
from groups.models import Forum, ForumDecision, Task
from tests.access.visit import Visit
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.groups import build as b

DETAILS = " groups:task_new groups:task_detail groups:task_note "
VISITS = [
    Visit("groups:task_list", "chair"),
    Visit("groups:task_list", "secretary", query="?state=all"),
    Visit("groups:task_new", "chair", "forum"),
    Visit("groups:task_detail", "chair", "task"),
    Visit("groups:task_note", "chair", "task", more=("aterta",)),
]


def make_tasks(town, decision, *, words: str = "Rutin vid brister") -> dict[str, Any]:
    """From the steering group, by its decision, to a working group that nobody sits in. `words` in its texts."""
    with as_loader():
        if not DeadlineRule.objects.filter(region=town.region, code="DL-25").exists():
            make_rule(town.region, "DL-25")
        receiver = b.make_forum(
            town.region, "working_group", area=town.area, parent=town.steering, label="Arbetsgrupp",
            led_by="working_convenor",
        )  # fmt: skip
    wanted = Wanted(words, words, words, words, "Vårterminen 2027")
    with acting_as(town.chair) as me:
        task = services.propose(town.steering, by=me, receiver=Forum.objects.get(pk=receiver.pk), wanted=wanted)
        standing = ForumDecision.objects.get(pk=decision)
        services.give(task, by=me, decision=standing, due_on=clock.today() + timedelta(days=90))
    return {"task": task.pk}


def ten_times(world, copies) -> None:
    copies(Task.objects.filter(pk=world.objects["task"]))
