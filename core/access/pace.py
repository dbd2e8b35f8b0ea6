"""How often one person may do what could empty the portal: search, open new children, make documents. [security 8]

Moments are kept in the cache, which may be emptied at any time; nothing but speed is forgotten with it.
"""

import math
import uuid
from typing import Any

from django.conf import settings
from django.core.cache import cache

from core import clock


def wait(kind: str, user_id: Any, what: Any = None) -> int:
    """Seconds to wait before this one; 0 when it may be done now, and then it counts.

    `what` names the thing opened: the same thing again within the longest span does not count anew.
    """
    spans = settings.PACES[kind]
    name = f"pace:{kind}:{user_id}"
    key, client = cache.make_key(name), cache._cache.get_client(name, write=True)  # type: ignore[attr-defined]
    now, longest = clock.now().timestamp(), max(seconds for _, seconds in spans)
    member = str(what or uuid.uuid4())
    pipe = client.pipeline(transaction=True)
    pipe.zremrangebyscore(key, "-inf", now - longest)
    pipe.zadd(key, {member: now}, nx=True)
    pipe.expire(key, longest)
    pipe.zrange(key, 0, -1, withscores=True)
    _, is_new, _, kept = pipe.execute()
    if not is_new:
        return 0
    seconds = max(_span_wait([at for one, at in kept if one != member.encode()], *span, now) for span in spans)
    if seconds:
        client.zrem(key, member)
    return seconds


def _span_wait(moments: list[float], amount: int, seconds: int, now: float) -> int:
    """How long until fewer than `amount` of the moments, oldest first, lie within the span."""
    within = [at for at in moments if at > now - seconds]
    return math.ceil(within[-amount] + seconds - now) if len(within) >= amount else 0
