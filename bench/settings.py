"""The product's own settings with the floors beside it: one process, one connection, the same middleware. [perf 7.2]"""

from bus_portal.settings import *  # noqa: F403
from bus_portal.settings import INSTALLED_APPS
from bus_portal.settings import PACES as PORTALS

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
ROOT_URLCONF = "bench.urls"
# Asked as always, never reached: one person searches and opens more in a minute than anybody may in a day.
PACES = {kind: [(1_000_000, 1)] * len(spans) for kind, spans in PORTALS.items()}
