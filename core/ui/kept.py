"""What somebody sent that could not be taken care of: given back on the answer, to copy or to send again. [security 10]

A browser does not keep a form behind pages that may not be stored. So the text comes back with the sentence that says
what went wrong. Only what was sent from the portal's own pages is given back, and never a secret.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError

SECRET = ("password", "confirm", "code", "credential")
TOKEN = "csrfmiddlewaretoken"  # noqa: S105  (a field's name)
A_TEXT = 40  # characters from which a value is shown to be read and copied


@dataclass(frozen=True)
class Kept:
    """`fields` go back into the form as they were, `texts` are shown; files have to be chosen again.

    `token` is the one that was sent, where the request was given up before the browser's own was read.
    """

    url: str
    token: str
    fields: tuple[tuple[str, str], ...]
    texts: tuple[str, ...]
    had_files: bool


def sent(request: HttpRequest, *, token: bool = False) -> Kept | None:
    """What a page of ours sent; None where nothing was, or where it comes from elsewhere or by a script.

    `token`: with the form's own token, where the request may have been given up before the browser's was read.
    """
    if request.method != "POST" or not _is_from_here(request) or _is_by_script(request):
        return None
    try:
        pairs = [(name, value) for name, values in request.POST.lists() for value in values]
        had_files = bool(request.FILES)
    except (BadRequest, SuspiciousOperation, UnreadablePostError):
        return None
    fields = tuple((name, value) for name, value in pairs if not _is_secret(name) and name != TOKEN)
    texts = tuple(value for _name, value in fields if len(value) >= A_TEXT)
    own = request.POST.get(TOKEN, "") if token and "CSRF_COOKIE" not in request.META else ""
    return Kept(request.get_full_path(), own, fields, texts, had_files) if texts else None


def _is_from_here(request: HttpRequest) -> bool:
    """The browser says so itself; a page elsewhere cannot say it."""
    headers: Any = request.headers
    if site := headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _is_by_script(request: HttpRequest) -> bool:
    """The page still stands there with its text."""
    return request.headers.get("HX-Request") == "true" or request.headers.get("X-Autosave") == "1"


def _is_secret(name: str) -> bool:
    return any(part in name.lower() for part in SECRET)
