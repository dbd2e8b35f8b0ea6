"""The entrance for gunicorn: an unsafe portal does not start. [security 12]"""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bus_portal.settings")

application = get_wsgi_application()

from django.db import connections  # noqa: E402

from core.access.startup import refuse_unsafe_start  # noqa: E402  (the models must be there first)

refuse_unsafe_start()
connections.close_all()  # gunicorn loads this once and then forks: each worker opens its own
gc.collect()
gc.freeze()  # what is loaded stays: no worker looks through it for garbage again, a sixth of a page's time
