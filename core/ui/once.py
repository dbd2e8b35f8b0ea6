"""Double send: a form with a key is taken in once, the second send gets the first one's answer. [security 10]"""

import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core import clock
from core.ui.models import SentForm

KEY_FIELD = "form_key"
KEPT = timedelta(days=14)
CLAIM = """
WITH gone AS (DELETE FROM ui_sentform WHERE assignment_id = %(assignment)s AND sent_at < %(old)s)
INSERT INTO ui_sentform (key, region_id, assignment_id, answer_url, sent_at)
VALUES (%(key)s, %(region)s, %(assignment)s, '', %(now)s) ON CONFLICT (key) DO NOTHING RETURNING key
"""


def new_key() -> str:
    return str(uuid.uuid4())


class FormKey(forms.UUIDField):
    """The hidden field, for a form that wants it as a field; `{% form_key %}` draws the same."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        super().__init__(required=False, initial=new_key, **kwargs)


def send_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A POST with a form key runs the view once. Of two at the same moment the second waits for the first.

    The view's redirect is the answer that is kept; a refused form (anything but a redirect) gives the key back,
    so that the mended form can be sent. A POST without a key, or by nobody, runs as it is. The row lives and dies
    with the request's transaction.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        text = request.POST.get(KEY_FIELD, "") if request.method == "POST" else ""
        acting = getattr(request, "acting", None)
        if not text or acting is None:
            return view(request, *args, **kwargs)
        key = _read(text)
        if not _claim(key, acting):
            return _first_answer(request, key)
        response = view(request, *args, **kwargs)
        if response.status_code in (302, 303):
            SentForm.objects.filter(pk=key).update(answer_url=response["Location"])
        else:
            SentForm.objects.filter(pk=key).delete()
        return response

    return wrapped


def _read(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise BadRequest("form key") from None


def _claim(key: uuid.UUID, acting: Any) -> bool:
    """True for the first; waits for a send of the same key that has not finished. Old keys of one's own are dropped."""
    now = clock.now()
    values = {"key": key, "region": acting.region_id, "assignment": acting.assignment_id, "now": now, "old": now - KEPT}
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, values)
        return cursor.fetchone() is not None


def _first_answer(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    sent = SentForm.objects.filter(pk=key).first()
    if sent is None:  # somebody else's key: nothing is told
        raise BadRequest("form key")
    messages.info(request, _("Formuläret var redan skickat. Det togs emot en gång."))
    return redirect(sent.answer_url or request.path)
