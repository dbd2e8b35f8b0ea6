"""When something is wrong: a calm page with the request's name and a way on; htmx gets a part. [security 10]

What one may not see and what does not exist answer alike. No stack, version, id of an object or name is shown.
"""

import logging
import sys
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.ui import kept
from core.ui.context import address

log = logging.getLogger("bus.errors")

LAST_RESORT = """<!doctype html><html lang="sv"><meta charset="utf-8"><title>Något gick fel – BUS-portalen</title>
<h1>Något gick fel hos oss</h1><p>Det du gjorde är inte sparat. Gå tillbaka i webbläsaren, din text finns kvar där.
Försök igen om en stund.</p><p>Ange koden {code} om du kontaktar supporten.</p></html>"""


@dataclass(frozen=True)
class Trouble:
    """`way` says what the first button does: home, back (the browser's own page) or login."""

    heading: Any  # lazy texts, in the reader's language
    text: Any
    way: str = "home"
    is_calm: bool = True  # False where we are to blame and the reader should tell us


TROUBLES = {
    400: Trouble(
        gettext_lazy("Det du skickade går inte att läsa"),
        gettext_lazy(
            "Något tecken eller format kan vi inte ta emot. Gå tillbaka, din text finns kvar, och försök igen."
        ),
        way="back",
    ),
    401: Trouble(
        gettext_lazy("Du har loggats ut"),
        gettext_lazy(
            "Inget är sparat, men din text finns kvar här. Logga in i en ny flik, kom tillbaka hit och skicka igen."
        ),
        way="login",
    ),
    403: Trouble(
        gettext_lazy("Du får inte göra det här i ditt uppdrag"),
        gettext_lazy(
            "Du ser sidan men uppgiften hör till någon annan. Har du flera uppdrag kan du byta och försöka igen."
        ),
    ),
    404: Trouble(
        gettext_lazy("Sidan finns inte"),
        gettext_lazy("Adressen kan vara fel, sidan kan vara borttagen eller så ingår den inte i ditt uppdrag."),
    ),
    405: Trouble(
        gettext_lazy("Så går sidan inte att öppna"),
        gettext_lazy("Adressen hör till en knapp och öppnas inte för sig. Gå till sidan där knappen finns."),
    ),
    413: Trouble(
        gettext_lazy("Det du skickade är för stort"),
        gettext_lazy(
            "Dela upp texten eller välj en mindre fil. En fil får vara högst 10 MB. Gå tillbaka, din text finns kvar."
        ),
        way="back",
    ),
    422: Trouble(
        gettext_lazy("Något behöver rättas"),
        gettext_lazy("Inget är sparat än. Gå tillbaka, din text finns kvar."),
        way="back",
    ),
    429: Trouble(
        gettext_lazy("Vänta en stund"),
        gettext_lazy(
            "Det har kommit många försök på kort tid. Inget är fel med din text, den finns kvar om du går tillbaka."
        ),
        way="back",
    ),
    500: Trouble(
        gettext_lazy("Något gick fel hos oss"),
        gettext_lazy("Det du gjorde är inte sparat. Gå tillbaka, din text finns kvar, och försök igen om en stund."),
        way="back",
        is_calm=False,
    ),
    503: Trouble(
        gettext_lazy("Portalen är stängd en kort stund"),
        gettext_lazy(
            "Vi uppdaterar eller har ett tillfälligt fel. Försök igen om några minuter. Det du har sparat finns kvar."
        ),
        is_calm=False,
    ),
}


KEEPING = (401, 403, 500, 503)  # where what was sent is given back
GONE = (OperationalError, InterfaceError)  # the database is away, is restarting, or gave up waiting


def answer(
    request: HttpRequest, status: int, *, detail: str = "", login_url: str = "", trouble: Trouble | None = None
) -> HttpResponse:
    """The page for a status, or its part when htmx asked. `detail` is one more sentence, in words for the reader."""
    context = {
        "status": status,
        "trouble": trouble or TROUBLES[status],
        "detail": detail,
        "kept": kept.sent(request, token=status >= 500) if status in KEEPING else None,
        "login_url": login_url or address(settings.LOGIN_URL),
        "code": getattr(request, "request_id", ""),
    }
    template = "errors/part.html" if request.headers.get("HX-Request") == "true" else "errors/page.html"
    try:
        return render(request, template, context, status=status)
    except Exception:
        log.exception("The error page %s itself failed, request %s", status, context["code"])
        return HttpResponse(LAST_RESORT.format(code=context["code"]), status=status)


def bad_request(request, exception=None):
    """400, and 413 for what is larger than we take in."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return answer(request, 413)
    return answer(request, 400)


def forbidden(request, exception=None):
    return answer(request, 403)


def closed(request: HttpRequest, heading: Any, text: Any) -> HttpResponse:
    """403 for what the menu leads to and nothing of which is open now: why, in words for the reader."""
    return answer(request, 403, trouble=Trouble(heading, text))


def not_found(request, exception=None):
    return answer(request, 404)


def server_error(request):
    """500; 503 while the database is away: Django asks from within the handling of what was raised."""
    if isinstance(sys.exc_info()[1], GONE):
        return unavailable(request)
    return answer(request, 500)


def signed_out(request: HttpRequest, login_url: str) -> HttpResponse | None:
    """The session ended while somebody wrote: their text and the way back in; None when there is no text to keep."""
    return answer(request, 401, login_url=login_url) if kept.sent(request) else None


def csrf_failure(request, reason=""):
    """The page stood open across a new sign-in, or the form came from elsewhere."""
    log.info("Form refused without a valid token, request %s", getattr(request, "request_id", ""))
    if kept.sent(request):
        return answer(request, 403, detail=_("Du har loggat in på nytt sedan sidan öppnades. Skicka igen härifrån."))
    return answer(
        request,
        403,
        detail=_("Sidan har varit öppen länge. Gå tillbaka, ladda om den och skicka igen. Kopiera lång text först."),
    )


def wrong_method(request):
    return answer(request, 405)


def too_large(request):
    return answer(request, 413)


def unprocessable(request: HttpRequest, sentence: str) -> HttpResponse:
    """A refusal with no form to show it in: the sentence says what to do."""
    return answer(request, 422, detail=sentence)


def too_many(request: HttpRequest, wait_seconds: int) -> HttpResponse:
    """429 with the time to wait, also as `Retry-After`."""
    minutes = max(1, -(-wait_seconds // 60))
    sentence = ngettext("Försök igen om %(n)d minut.", "Försök igen om %(n)d minuter.", minutes) % {"n": minutes}
    response = answer(request, 429, detail=sentence)
    response.headers["Retry-After"] = str(wait_seconds)
    return response


def unavailable(request: HttpRequest, wait_seconds: int = 120) -> HttpResponse:
    unsaved = _("Det du just skickade är inte sparat. Vänta en stund och skicka igen.")
    response = answer(request, 503, detail="" if request.method in ("GET", "HEAD") else unsaved)
    response.headers["Retry-After"] = str(wait_seconds)
    return response
