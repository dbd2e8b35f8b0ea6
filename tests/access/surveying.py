"""Surveys of the steering group among what every page is tried on: one that is open, and one that all have answered."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from core import clock
from core.access import acting_as
from groups.models import SurveyRound, SurveySum
from groups.surveys import services
from tests.access.visit import Visit
from tests.database import as_loader
from tests.groups import build as b

DETAILS = """
    groups:survey_detail groups:survey_answer groups:survey_new groups:survey_send
    groups:survey_compiled
"""
VISITS = [
    *(Visit("groups:survey_list", who) for who in ("chair", "secretary")),
    Visit("groups:survey_list", "secretary", query="?state=closed"),
    *(Visit("groups:survey_detail", who, "survey round") for who in ("chair", "steering_bup", "secretary")),
    Visit("groups:survey_detail", "steering_bup", "open survey"),
    Visit("groups:survey_answer", "steering_social", "open survey"),
    Visit("groups:survey_new", "chair", "forum"),
    Visit("groups:survey_send", "secretary"),
    Visit("groups:survey_compiled", "secretary", more=("spider", clock.today().year - 1)),
]


def make_surveys(town, *, words: str = "Vi ses för sällan.") -> dict[str, Any]:
    """The one of last year is closed, answered by five; this year's is open and Bengt has answered."""
    closes_on = clock.today() + timedelta(days=5)
    with acting_as(town.chair) as me:
        now = services.open_round(town.steering, by=me, kind="spider", closes_on=closes_on)
    with acting_as(b.acting_for(town.assignments["steering_bup"])) as me:
        services.answer(now, by=me, scores=dict.fromkeys(now.questions, 7), words="")
    with as_loader():
        then = SurveyRound.objects.get(pk=now.pk)
        then.pk = uuid4()
        then.year, then.answers, then.asked, then.told_on = then.year - 1, 5, 5, clock.today()
        then.opened_on, then.closes_on = (day - timedelta(days=365) for day in (then.opened_on, then.closes_on))
        then.save(force_insert=True)
        scores = {key: [0, 0, 0, 1, 1, 1, 1, 1, 0, 0] for key in then.questions}
        SurveySum.objects.create(region=then.region, forum=then.forum, round=then, scores=scores, words=[words])
    return {"survey round": then.pk, "open survey": now.pk}


def ten_times(world, copies) -> None:
    """More years before it, each with what was said."""
    then = SurveyRound.objects.filter(pk=world.objects["survey round"])
    more = copies(then, year=lambda row, n: row.year - 1 - n)
    copies(SurveySum.objects.filter(round__in=then), round=lambda row, n: more[n])
