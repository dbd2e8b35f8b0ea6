"""Thin doors: beat knocks, services answer. Safe twice, safe at the same time. [security 11]"""

from celery import shared_task

from core import clock
from groups.frequency import opening
from groups.polls import keeping
from groups.routines.services import deciding
from groups.surveys import keeping as surveys


@shared_task(ignore_result=True)
def open_periods() -> None:
    """Each hour: the terms and years in which the forums are to meet, and what was held in them."""
    opening.open_all(clock.now())


@shared_task(ignore_result=True)
def turn_routines() -> None:
    """Each hour: routines whose first day has come, and those whose last day has passed."""
    deciding.turn_over(clock.today())


@shared_task(ignore_result=True)
def keep_polls() -> None:
    """Each hour: who has not answered about times is reminded, and what nobody can choose any more ends."""
    keeping.keep(clock.now())


@shared_task(ignore_result=True)
def keep_surveys() -> None:
    """Each hour: who has not answered a survey is reminded, and groups are told that there is something to read."""
    surveys.keep(clock.now())
