"""A question that a group lifts among what every page is tried on: come to the regional group, and prepared there."""

from typing import Any

from core.access import acting_as
from core.obligations.models import DeadlineRule
from groups.lifting import services
from groups.lifting.services import Wanted
from groups.models import Forum, LiftedQuestion, LiftNote, LiftStep
from tests.access.visit import Visit
from tests.core.obligations.build import make_rule
from tests.database import as_loader

DETAILS = " groups:lift_new groups:lift_detail groups:lift_note "
VISITS = [
    Visit("groups:lift_list", "chair"),
    Visit("groups:lift_list", "secretary", query="?state=all"),
    Visit("groups:lift_new", "chair", "forum"),
    *(Visit("groups:lift_detail", who, "lifted question") for who in ("chair", "secretary")),
    Visit("groups:lift_note", "chair", "lifted question", more=("aterta",)),
    *(Visit("groups:lift_note", "secretary", "lifted question", more=(one,)) for one in ("svara", "bered")),
]


def make_lifted(town, *, words: str = "Skolskjuts", note: str = "Vi bereder frågan.") -> dict[str, Any]:
    """From the steering group to the regional group, made with the routines; `words` in all that is sent."""
    with as_loader():
        if not DeadlineRule.objects.filter(region=town.region, code="DL-58").exists():
            make_rule(town.region, "DL-58")
        regional = Forum.objects.get(region=town.region, kind="regional_group")
        Forum.objects.filter(pk=town.steering.pk).update(parent=regional)
        origin = Forum.objects.get(pk=town.steering.pk)
    with acting_as(town.chair) as me:
        question = services.lift(origin, by=me, wanted=Wanted(words, words, words, "stance"))
    with acting_as(town.secretary) as me:
        services.receive(question, by=me)
        services.prepare(question, by=me, text=note)
    return {"lifted question": question.pk}


def ten_times(world, copies) -> None:
    """More questions, each where it stands and with what is prepared there."""
    one = LiftedQuestion.objects.get(pk=world.objects["lifted question"])
    more = copies(LiftedQuestion.objects.filter(pk=one.pk))
    steps = copies(LiftStep.objects.filter(question=one), question=lambda row, n: more[n])
    copies(LiftNote.objects.filter(step__question=one), step=lambda row, n: steps[n])
