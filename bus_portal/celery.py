"""The Celery app. The database holds the truth; Celery only wakes those who act on it. [security 11]"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bus_portal.settings")

app = Celery("bus_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
