"""A request's own transaction: its context ends with it, and an error that was swallowed is no success. [security 3]"""

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test import RequestFactory

from core.access.middleware import ActingMiddleware
from core.people.models import Person
from tests.access.catalogue import column
from tests.core.people import build

CONTEXT = "SELECT coalesce(current_setting('app.context', true), '')"
PEOPLE = "SELECT id FROM people_person"


@pytest.fixture
def asking(transactional_db):
    """A signed-in request outside every test's transaction, as in production."""
    region = build.region()
    request = RequestFactory().get("/")
    held = build.assignment(region, unit=build.unit(region), who=build.user(passphrase=None))
    request.COOKIES[settings.SESSION_COOKIE_NAME] = build.session_of(held.user, held).session_key
    return request


def test_the_context_lasts_as_long_as_the_request_and_no_longer(asking):
    seen = {}

    def view(request):
        seen["during"] = (bool(column(CONTEXT)[0]), len(column(PEOPLE)))
        return HttpResponse()

    ActingMiddleware(view)(asking)

    assert seen["during"] == (True, 1)
    assert (column(CONTEXT), column(PEOPLE)) == ([""], [])


def test_the_next_request_of_the_connection_is_nobodys(asking):
    ActingMiddleware(lambda request: HttpResponse())(asking)
    seen = []

    def view(request):
        seen.append((request.acting, column(CONTEXT), column(PEOPLE)))
        return HttpResponse()

    ActingMiddleware(view)(RequestFactory().get("/"))

    assert seen == [(None, [""], [])]


def test_a_swallowed_error_is_no_success_and_keeps_nothing(asking):
    def view(request):
        person = Person.objects.get()
        Person.objects.filter(pk=person.pk).update(title="Nytt")
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 / 0")
        except DatabaseError:
            return HttpResponse("Sparat")

    with pytest.raises(DatabaseError, match="nothing of it stands"):
        ActingMiddleware(view)(asking)

    def look(request):
        return HttpResponse(Person.objects.get().title)

    assert ActingMiddleware(look)(asking).content == b""
