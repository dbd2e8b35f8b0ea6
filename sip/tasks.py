"""Thin doors of the child level: beat knocks, services answer. Safe twice, safe at the same time. [security 11]"""

from celery import shared_task

from core import clock
from sip.consent import ending
from sip.retention import executing, proposing
from sip.takeover import returning
from sip.transitions import finding


@shared_task(ignore_result=True)
def find_transitions() -> None:
    """Each hour: transitions that come within the region's lead times."""
    finding.find_all(clock.now())


@shared_task(ignore_result=True)
def expire_on_birthdays() -> None:
    """Just after each midnight, and each hour for what then failed: the law of the eighteenth birthday."""
    finding.expire_on_birthdays(clock.now())


@shared_task(ignore_result=True)
def expire_consents() -> None:
    """Just after each midnight, and each hour for what then failed: consents whose last day has been."""
    ending.expire_all(clock.now())


@shared_task(ignore_result=True)
def ask_for_consents() -> None:
    """Each hour: consents that end soon while what they carry goes on, for whoever is to ask for new ones."""
    ending.ask_all(clock.now())


@shared_task(ignore_result=True)
def give_back_what_was_taken_over() -> None:
    """Just after each midnight, and each hour for what then failed: take-overs for a time whose last day has been."""
    returning.give_back_all(clock.now())


@shared_task(ignore_result=True)
def propose_deletions() -> None:
    """Each night: records whose time has gone, for two persons of their principal to decide on."""
    proposing.propose_all(clock.now())


@shared_task(ignore_result=True)
def execute_deletions() -> None:
    """Each night: what two persons have approved."""
    executing.execute_all()
