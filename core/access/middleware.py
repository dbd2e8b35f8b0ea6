"""One request, one transaction, one acting. [security 1, 3]"""

from importlib import import_module

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction
from psycopg.pq import TransactionStatus

from core.access.context import acting_as


class ActingMiddleware:
    """Open the request's transaction, load the session in one statement, set the signed context.

    Any answer of 500 or more rolls all of it back: Django hands a middleware the response, not the exception.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.sessions = import_module(settings.SESSION_ENGINE)

    def __call__(self, request):
        with transaction.atomic():
            request.session = self.sessions.SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
            request.session.open()
            request.user = request.session.user or AnonymousUser()
            request.acting = request.session.acting
            response = self._answer(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            else:
                _require_sound()
                request.session.close(request, response)
        request.session.after_commit(request, response)
        return response

    def _answer(self, request):
        if request.acting is None:
            return self.get_response(request)
        with acting_as(request.acting, whole=True):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response


def _require_sound() -> None:
    """Raises DatabaseError when an error was swallowed on the way: PostgreSQL answers such a COMMIT with a rollback."""
    inner = connection.connection
    if inner is not None and inner.info.transaction_status == TransactionStatus.INERROR:
        raise DatabaseError("The transaction was given up; nothing of it stands.")
