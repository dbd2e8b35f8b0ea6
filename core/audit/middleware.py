"""The log's part of a request: its id and session on every row; what was refused, after the rollback. [security 5]"""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.audit import request as log_request
from core.audit.writing import record_refusal
from core.crypto import hash_key

REFUSED = {403: "forbidden", 404: "not_found", 429: "too_many"}


class AuditMiddleware:
    """Stands outside ActingMiddleware, so that its own rows are written when the request's transaction has ended."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        log_request.set_request(getattr(request, "request_id", ""), hash_key(key) if key else "")
        try:
            response = self.get_response(request)
            if not log_request.write_waiting():
                _record_answer(request, response)
                log_request.write_waiting()
            return response
        finally:
            log_request.forget_request()


def _record_answer(request: HttpRequest, response: HttpResponse) -> None:
    """A refusal that no view told of itself; hidden and non-existing objects look the same here too."""
    acting, match = getattr(request, "acting", None), request.resolver_match
    if acting is None or match is None or response.status_code not in REFUSED:
        return
    ids = [value for value in match.kwargs.values() if isinstance(value, UUID)]
    if response.status_code == 404 and not ids:
        return
    record_refusal(
        "request.refused",
        by=acting,
        object_kind=match.view_name,
        object_id=ids[0] if ids else None,
        reason=REFUSED[response.status_code],
    )
