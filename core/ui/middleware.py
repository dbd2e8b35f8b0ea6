"""A name for each request, and the headers that every answer carries. [security 9]"""

import secrets

from django.http import HttpResponseNotAllowed
from django.utils.cache import patch_vary_headers

from core.ui import errors

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # read aloud on the telephone without mistakes
NOTHING_ALLOWED = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer autoplay camera display-capture encrypted-media fullscreen geolocation gyroscope magnetometer "
        "microphone midi payment picture-in-picture screen-wake-lock usb xr-spatial-tracking"
    ).split()
)


def new_id() -> str:
    """Eight letters and digits: enough to find one request among a day's in the log."""
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


class RequestIdMiddleware:
    """`request.request_id` for the log and for whoever writes to support; told in `X-Request-ID`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.request_id = new_id()
        response = self.get_response(request)
        response.headers.setdefault("X-Request-ID", request.request_id)
        return response


class HeadersMiddleware:
    """Nothing is stored in a browser or shared with another site; an empty refusal gets its page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            allowed = response.headers["Allow"]
            response = errors.wrong_method(request)
            response.headers["Allow"] = allowed
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", NOTHING_ALLOWED)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if response.headers["Cache-Control"] == "no-store":
            patch_vary_headers(response, ["HX-Request"])
        return response
