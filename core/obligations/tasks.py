"""Thin doors: beat knocks, services answer. Safe twice, safe at the same time. [security 11]"""

from contextlib import suppress
from datetime import date, timedelta

from celery import shared_task
from django.core.cache import cache
from django.db import connection
from redis.exceptions import RedisError

from core import clock
from core.obligations import counts, sweeping
from core.workdays import local_today

OVERLAP = timedelta(days=1)  # so far back each minute looks, for what somebody held when its day came
WHOLE_AT = 30  # past the hour, so that midnight has but the new day to tell of
SWEPT = "obligations:swept-whole"
A_DAY = 86_400


@shared_task(ignore_result=True)
def sweep() -> None:
    """Each minute: remind, declare late, lift.

    What fell due yesterday and today is looked at; once an hour all that is open, and when no one remembers that it was
    looked at within a day: a portal that stood still, or a cache that was emptied.
    """
    now = clock.now()
    whole = now.minute == WHOLE_AT or not _remembered()
    since = date.min if whole else local_today(now) - OVERLAP
    lanes = 1 if connection.in_atomic_block else sweeping.lanes_for(now, since=since)
    sweeping.sweep(now, since=since, lanes=lanes)
    if not whole:
        return
    with suppress(RedisError):
        cache.set(SWEPT, True, A_DAY)


def _remembered() -> bool:
    with suppress(RedisError):
        return cache.get(SWEPT) is not None
    return False


@shared_task(ignore_result=True)
def count() -> None:
    """Now and then: figures for those who see no case."""
    counts.count_all(clock.now())
