"""Configuration only: settings, addresses, wsgi, the Celery app. No models, no rules."""

from bus_portal.celery import app as celery_app

__all__ = ["celery_app"]
