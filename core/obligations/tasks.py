"""Thin doors: beat knocks, services answer. Safe twice, safe at the same time. [security 11]"""

from celery import shared_task

from core import clock
from core.obligations import counts, sweeping


@shared_task(ignore_result=True)
def sweep() -> None:
    """Each minute: remind, declare late, lift."""
    sweeping.sweep(clock.now())


@shared_task(ignore_result=True)
def count() -> None:
    """Now and then: figures for those who see no case."""
    counts.count_all(clock.now())
