"""The product's own settings with the floors beside it: one process, one connection, the same middleware. [perf 7.2]"""

from bus_portal.settings import *  # noqa: F403
from bus_portal.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
ROOT_URLCONF = "bench.urls"
