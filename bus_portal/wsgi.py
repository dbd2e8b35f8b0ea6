"""The entrance for gunicorn: an unsafe portal does not start. [security 12]"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bus_portal.settings")

application = get_wsgi_application()

from core.access.startup import refuse_unsafe_start  # noqa: E402  (the models must be there first)

refuse_unsafe_start()
