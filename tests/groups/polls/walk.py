"""A question about times asked in the steering group, and answers to it by those who sit there."""

from collections.abc import Sequence
from datetime import timedelta

from core import clock
from groups.models import DatePoll, PollTime
from groups.polls import services
from groups.polls.services import Question, Span
from tests.database import as_loader
from tests.groups.meetings import table as t

ALL = ("chair", "bup_head", "school_head")
YES, MAYBE, NO = "yes", "if_needed", "no"


def spans(*days: int) -> tuple[Span, ...]:
    starts = [clock.now().replace(microsecond=0) + timedelta(days=day) for day in days]
    return tuple(Span(one, one + 2 * t.HOUR, f"day_{n}") for n, one in enumerate(starts, 1))


def question(*days: int, reply_in: int = 3, **more) -> Question:
    return Question(spans(*(days or (7, 8))), clock.today() + timedelta(days=reply_in), **more)


def asked(town, *days: int, by: str = "chair", **more) -> DatePoll:
    with t.as_(town, by) as me:
        return services.ask(town.steering, by=me, question=question(*days, **more))


def times_of(poll: DatePoll) -> list[PollTime]:
    with as_loader():
        return list(poll.times.all())


def says(town, poll: DatePoll, who: str, *suits: str) -> DatePoll:
    """Of the times in their order."""
    given = {time.pk: how for time, how in zip(times_of(poll), suits, strict=False)}
    with t.as_(town, who) as me:
        return services.answer(poll, by=me, suits=given)


def all_say(town, poll: DatePoll, *suits: Sequence[str]) -> DatePoll:
    for who, said in zip(ALL, suits or [(YES, NO)] * 3, strict=True):
        says(town, poll, who, *said)
    return poll


def stands(poll: DatePoll) -> DatePoll:
    with as_loader():
        return DatePoll.objects.get(pk=poll.pk)
