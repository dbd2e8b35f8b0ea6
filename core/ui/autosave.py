"""What a view answers `static/js/autosave.js`: saved, two texts, refused. [security 10]

A view that saves a section takes the same POST from the button and from the script:

    if not form.is_valid():
        return autosave.refused(form) if autosave.is_asked(request) else refuse(request, …)

The script sends `X-Autosave: 1` and only when the text has changed, so a save is work and not mere presence.
A session that has ended answers 401 (middleware); the script keeps the text and offers to sign in.
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from core.ui import dates


def is_asked(request: HttpRequest) -> bool:
    """The script sent this; answer with JSON."""
    return request.headers.get("X-Autosave") == "1"


def saved(*, version: int, at: datetime, hint: str = "") -> JsonResponse:
    """Saved: the version to send next time, and «Sparat kl. 10.42», with what the writer should think of."""
    return JsonResponse({"version": version, "message": words(dates.clock_time(at), hint)})


def words(at: str, hint: str = "") -> str:
    """When it was saved, and what the writer should think of."""
    told = _("Sparat %(at)s") % {"at": at}
    return f"{told}. {hint}" if hint else told


def conflict(*, version: int, texts: dict[str, str], by: str = "", at: datetime | None = None) -> JsonResponse:
    """409: somebody else has saved. `version` is theirs, `texts` their text by field name; mine stays on the page."""
    who = _("%(name)s har sparat en annan text") % {"name": by} if by else _("Någon annan har sparat en annan text")
    when = f", {dates.clock_time(at)}" if at else ""
    return JsonResponse({"version": version, "texts": texts, "message": f"{who}{when}."}, status=409)


def refused(form: Any) -> JsonResponse:
    """422: not saved; the first sentence says why, the rest stand at the fields when the form is sent."""
    line = form.faults[0] if form.faults else {"target": "", "sentence": _("Inget är sparat än.")}
    return not_saved(line["sentence"], line["target"])


def not_saved(sentence: str, target: str = "") -> JsonResponse:
    """422: not saved, and why; the text stays in its box."""
    return JsonResponse({"message": sentence, "target": target}, status=422)
