"""The Celery app. The database holds the truth; Celery only wakes those who act on it. [security 11]"""

import os

from celery import Celery
from celery.signals import beat_init, task_prerun, worker_init
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bus_portal.settings")

app = Celery("bus_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def refuse_unsafe_start(**kwargs: object) -> None:
    """Worker and beat ask the same questions as the web before they take or send a job. [security 12]

    Celery logs what a receiver raises and goes on; so the process is told to leave. A beat inside a worker was asked
    with it.
    """
    from django.db import connections

    from core.access import startup

    if settings.TESTING or (kwargs["signal"] is beat_init and settings.PROCESS != "beat"):
        return
    try:
        startup.refuse_unsafe_start()
    except ImproperlyConfigured as fault:
        raise SystemExit(f"bus: {fault}") from None
    connections.close_all()  # what is forked from here opens its own


@task_prerun.connect
def begin_on_a_living_connection(**kwargs: object) -> None:
    """The first job after the database was away is not the one that finds out."""
    from core.access.alive import close_dead

    close_dead()
