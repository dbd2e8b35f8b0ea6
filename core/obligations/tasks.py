"""Thin doors: beat knocks, services answer. Safe twice, safe at the same time. [security 11]"""

from datetime import date, timedelta

from celery import shared_task

from core import clock
from core.obligations import counts, sweeping
from core.workdays import local_today

MONTH = timedelta(days=31)


@shared_task(ignore_result=True)
def sweep() -> None:
    """Each minute: remind, declare late, lift. On the hour all that is open is looked at, else the last month's."""
    now = clock.now()
    sweeping.sweep(now, since=date.min if now.minute == 0 else local_today(now) - MONTH)


@shared_task(ignore_result=True)
def count() -> None:
    """Now and then: figures for those who see no case."""
    counts.count_all(clock.now())
