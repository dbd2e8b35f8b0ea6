"""Answers to what is asked of a meeting, by those who were there."""

from collections.abc import Callable

from core.regions import cache
from core.regions.models import RegionProfile
from groups.evaluation import policies, services
from groups.models import EvaluationSum, Meeting
from tests.database import as_loader
from tests.groups.meetings import table as t

ALL = ("chair", "bup_head", "school_head")


def keys_of(meeting: Meeting) -> list[str]:
    with as_loader():
        return [one.key for one in policies.questions_of(meeting)]


def says(town, meeting: Meeting, who: str, score: int = 4, words: str = "") -> None:
    with t.as_(town, who) as me:
        services.evaluate(meeting, by=me, scores=dict.fromkeys(keys_of(meeting), score), words=words)


def all_say(town, meeting: Meeting, *scores: int) -> Meeting:
    """The chair, Bo and Siv, in this order."""
    for who, score in zip(ALL, scores or (3, 4, 5), strict=False):
        says(town, meeting, who, score, f"Rad {score}")
    return meeting


def stands(meeting: Meeting) -> EvaluationSum:
    with as_loader():
        return EvaluationSum.objects.get(meeting=meeting)


def read_by(town, meeting: Meeting, who: str) -> bool:
    with t.as_(town, who):
        return EvaluationSum.objects.filter(meeting=meeting).exists()


def profile_changed(town, change: Callable[[dict], None]) -> None:
    """The region's profile says something else from now on."""
    with as_loader():
        kept = RegionProfile.objects.get(region=town.region)
        change(kept.data)
        RegionProfile.objects.filter(pk=kept.pk).update(data=kept.data)
    cache.forget()
