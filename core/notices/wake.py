"""Celery only wakes: a message lost, or a broker that is away, costs at most a minute. [security 11]"""

import logging

from celery import current_app
from kombu.exceptions import KombuError

log = logging.getLogger("bus.notices")
SEND = "core.notices.tasks.send_due"


def wake_sender() -> None:
    """Ask a worker to look at the outbox now. Says so in the log and goes on when there is no broker."""
    try:
        current_app.send_task(SEND, retry=False, ignore_result=True)
    except (KombuError, OSError) as error:
        log.warning("no wake-up: %s", type(error).__name__)
