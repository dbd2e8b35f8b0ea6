"""A year's spider survey of the steering group, and answers to it by those who sit there."""

from datetime import date, timedelta

from core import clock
from groups.models import SurveyRound, SurveySum
from groups.surveys import services
from tests.database import as_loader
from tests.days import days_on
from tests.groups.evaluation.walk import profile_changed
from tests.groups.meetings import table as t

ALL = ("chair", "bup_head", "school_head")
DAYS = 10


def three_are_enough(town):
    profile_changed(town, lambda data: data.update(small_count_threshold=3))
    return town


def last_day(days: int = DAYS) -> date:
    return clock.today() + timedelta(days=days)


def later(days: int = DAYS + 1):
    return days_on(days)


def opened(town, by: str = "chair", kind: str = "spider", days: int = DAYS) -> SurveyRound:
    with t.as_(town, by) as me:
        return services.open_round(town.steering, by=me, kind=kind, closes_on=last_day(days))


def sent(town, by: str = "secretariat") -> list[SurveyRound]:
    with t.as_(town, by) as me:
        return services.send_to_all(by=me, kind="groups", closes_on=last_day())


def says(town, one: SurveyRound, who: str, score: int = 4, words: str = "", **more: int) -> None:
    with t.as_(town, who) as me:
        services.answer(one, by=me, scores={**dict.fromkeys(one.questions, score), **more}, words=words)


def all_say(town, one: SurveyRound, *scores: int, **more: int) -> SurveyRound:
    """The chair, Bo and Siv, in this order."""
    for who, score in zip(ALL, scores or (4, 6, 8), strict=True):
        says(town, one, who, score, f"Rad {score}", **more)
    return stands(one)


def stands(one: SurveyRound) -> SurveyRound:
    with as_loader():
        return SurveyRound.objects.select_related("sum", "forum").get(pk=one.pk)


def read_by(town, one: SurveyRound, who: str) -> bool:
    with t.as_(town, who):
        return SurveySum.objects.filter(round=one).exists()


def earlier(one: SurveyRound, years: int = 1) -> SurveyRound:
    """As if it was that of another year."""
    day = timedelta(days=365 * years)
    with as_loader():
        SurveyRound.objects.filter(pk=one.pk).update(
            year=one.year - years, opened_on=one.opened_on - day, closes_on=one.closes_on - day
        )
    return stands(one)
