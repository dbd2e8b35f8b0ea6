"""The demo, which anybody enters as anybody, serves its own machine only. [issue 2, security 12]"""

import argparse
import shlex
from collections.abc import Iterator, Mapping, Sequence
from ipaddress import IPv6Address, ip_address
from pathlib import PurePath
from typing import Any

from django.http import HttpResponseForbidden

REFUSED = "Demon svarar bara på den dator den körs på.\n"


class LoopbackMiddleware:
    """The first of all under the demo's switch: a name in `Host` is the caller's own word, the address is not."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        if not is_loopback(request.META.get("REMOTE_ADDR", "")):
            return HttpResponseForbidden(REFUSED, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


def is_loopback(address: str) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return (mapped or found).is_loopback


def strange_binds(command: Sequence[str], env: Mapping[str, str]) -> Iterator[str]:
    """Where gunicorn was told to listen and should not, as far as its command and surroundings say it."""
    if "gunicorn" not in PurePath(command[0]).parts[-2:]:
        return
    binds = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    binds.add_argument("-b", "--bind", action="append", default=[])
    words = (command[1:], shlex.split(env.get("GUNICORN_CMD_ARGS", "")))  # the command's own word is the last
    told = [binds.parse_known_args(one)[0].bind for one in words]
    named = told[0] or told[1] or ([f"0.0.0.0:{env['PORT']}"] if env.get("PORT") else [])
    for place in named:
        if not place.startswith(("unix:", "fd://")) and not _is_here(place):
            yield place


def _is_here(place: str) -> bool:
    host = place.removeprefix("tcp://").rpartition(":")[0].strip("[]") or place
    return host == "localhost" or is_loopback(host)
