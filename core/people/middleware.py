"""Who gets past the door, for every address, once. [security 1, 8]

Order: signed in, both factors, an assignment in force, a role that the route's row names, for the child level the
level of assurance that the region wants. Views ask the rest.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from core.access import routes
from core.access.routes import PUBLIC, Route
from core.people.child_level import BELOW, BELOW_HEADING
from core.people.routes import WITHOUT_ASSIGNMENT, WITHOUT_SECOND_FACTOR
from core.ui import errors

DOOR = "people:demo" if settings.DEMO else settings.LOGIN_URL  # as the addresses, fixed when the process starts
AUTOMATIC = "X-Automatic"  # what a script asks by itself, job progress for one, is not activity


class SessionRulesMiddleware:
    """A session without two factors reaches only the pages that set one up, and the way out."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.rows: dict[str, Route] | None = None

    def __call__(self, request):
        request.is_passive = request.headers.get(AUTOMATIC) == "1"
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name
        row = self._row(name)
        if request.method not in {*row.methods, "HEAD"}:
            return HttpResponseNotAllowed(sorted(row.methods))
        if row.roles == PUBLIC:
            return None
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if not request.session.has_both_factors:
            return None if name in WITHOUT_SECOND_FACTOR else _go(request, reverse("people:factor_setup"))
        if request.acting is None:
            return None if name in WITHOUT_ASSIGNMENT else _go(request, _with_next(request, reverse("people:choose")))
        if not row.admits(request.acting.role):
            raise Http404
        if row.is_child_level and not request.acting.opens_children:
            return _below_child_level(request, row)
        return None

    def _row(self, name: str) -> Route:
        """The access row; an address without one is shut (the start-up check refuses it before)."""
        if self.rows is None:
            self.rows = routes.table()
        if name not in self.rows:
            raise Http404
        return self.rows[name]


def _below_child_level(request: Any, row: Route) -> HttpResponse:
    """What the menu leads to says why it does not open; an object is as if it were not there. [security 1 (1)]"""
    if row.object:
        raise Http404
    return errors.closed(request, BELOW_HEADING, BELOW)


def _to_sign_in(request: Any) -> HttpResponse:
    address = _with_next(request, reverse(DOOR), request.session.ended)
    return errors.signed_out(request, address) or _go(request, address, status=401)


def _go(request: Any, address: str, *, status: int = 204) -> HttpResponse:
    """A page is sent on; htmx is told to leave the page, so that no sign-in ever lands in a part of one."""
    if request.headers.get("HX-Request") == "true" or request.headers.get("X-Autosave") == "1":
        return HttpResponse(status=status, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _with_next(request: Any, address: str, why: str = "") -> str:
    """Where to come back to: the page itself, or the page that htmx asked from; never what was sent."""
    here = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    if request.headers.get("HX-Request") == "true":
        current = urlsplit(request.headers.get("HX-Current-URL", ""))
        here = f"{current.path}?{current.query}" if current.query else current.path
    fields = {name: value for name, value in (("next", here), ("orsak", why)) if value}
    return f"{address}?{urlencode(fields)}" if fields else address
