"""How long to wait after failed tries: longer for each, never for ever. [security 8]

allauth keeps the moments of the failures (5 in 15 minutes for an account, 20 for an address); the pauses between
them are read from the same moments. Emptying the cache forgets both, and nothing else.
"""

import math
import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.ratelimit import get_cache_key, get_rates
from django.core.cache import cache
from django.http import HttpRequest

from core.ui import errors

APP, ACTION = "allauth.account", "login_failed"
PAUSES = (0, 0, 5, 20, 60)  # seconds after no, one, two, three, four failures


def address_of(request: HttpRequest) -> str:
    """Where the request comes from, as the tries at the door are counted. Raises PermissionDenied when unknown."""
    return get_adapter(request).get_client_ip(request)


def wait(request: HttpRequest, key: str) -> int:
    """Whole seconds until the next try for this account from this address; 0 when it may be made now."""
    now = time.time()
    return math.ceil(max([_wait_for(rate, _failures(request, rate, key, now), now) for rate in _rates()], default=0))


def refuse_while_waiting(request: HttpRequest, key: str) -> None:
    """Answer 429 with the time to wait when a try comes too soon."""
    if seconds := wait(request, key):
        raise ImmediateHttpResponse(errors.too_many(request, seconds))


def second_factor_key(user: Any) -> str:
    """allauth's key for the tries of a code."""
    return f"mfa-auth-user-{user.pk}"


def _rates():
    return get_rates(app=APP, action=ACTION)


def _failures(request: HttpRequest, rate: Any, key: str, now: float) -> list[float]:
    """Moments of failures within the window, newest first."""
    stored = cache.get(get_cache_key(request, app=APP, action=ACTION, rate=rate, key=key), [])
    return [moment for moment in stored if moment > now - rate.duration]


def _wait_for(rate: Any, failures: list[float], now: float) -> float:
    if len(failures) >= rate.amount:
        return failures[rate.amount - 1] + rate.duration - now
    if rate.per == "key" and failures:
        return max(0.0, failures[0] + PAUSES[min(len(failures), len(PAUSES) - 1)] - now)
    return 0.0
