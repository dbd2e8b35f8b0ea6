"""The demo's door opens on loopback with invented data only, and leaves no key behind. [issue 2, security 12]"""

import os
import sys
from functools import reduce
from operator import or_
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import OperationalError, ProgrammingError
from django.db.models import Q

from core.people.loopback import strange_binds

LOOPBACK = {"localhost", "127.0.0.1", "::1", "[::1]"}
# Names that can never be somebody's address (RFC 2606): only such accounts are invented.
RESERVED = (".invalid", ".example", ".test", "@example.com", "@example.org", "@example.net")


@register(Tags.security)
def demo_stays_on_loopback(app_configs, **kwargs):
    """The demo answers its own machine only."""
    if not settings.DEMO:
        return []
    hosts = {*settings.ALLOWED_HOSTS, urlsplit(settings.BASE_URL).hostname or ""}
    strangers = [*sorted(hosts - LOOPBACK), *strange_binds(sys.argv, os.environ)]
    return (
        [Error(f"The demo answers on loopback only; {', '.join(strangers)} is not.", id="people.E001")]
        if strangers
        else []
    )


@register(Tags.database)
def demo_has_invented_people_only(app_configs, databases=None, **kwargs):
    """With the switch on, no account may be a real person's; with it off, no door of the demo may be left."""
    if not databases:
        return []
    try:
        return list(data_faults())
    except (OperationalError, ProgrammingError):
        return []  # not migrated yet: the start itself says so


def data_faults():
    from core.people.models import DemoSignIn, User

    invented = reduce(or_, (Q(email__endswith=ending) for ending in RESERVED))
    if settings.DEMO and User.objects.exclude(invented).exists():
        yield Error("The demo is switched on over accounts with real addresses.", id="people.E002")
    if not settings.DEMO and DemoSignIn.objects.exists():
        yield Error("The demo's sign-ins stand in a database where the demo is switched off.", id="people.E003")
