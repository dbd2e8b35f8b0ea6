"""A document made while one waits for it: handed out as a file, or the sentence that says why it could not be made."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from core.documents.errors import DocumentError
from core.errors import Refused
from core.ui import errors

View = Callable[..., HttpResponse]


def hand_out(pdf: bytes, name: str) -> HttpResponse:
    """The PDF to save under this name, which tells nothing about a person. [security 7]"""
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def says_why_not(view: View) -> View:
    """Where the document cannot or may not be made the page says so, 422; record what was printed once it is made."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (DocumentError, Refused) as error:
            return errors.unprocessable(request, str(error))

    return answer
