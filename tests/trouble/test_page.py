"""The database closed under a request, a session that ended in mid-text: a clear sentence, and the text comes back."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from core.regions import cache
from deviations.models import DeviationReport
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.deviations import build
from tests.deviations.pages import answers
from tests.trouble.forms import TEXT, given_back, token_in
from tests.trouble.gone import closed, end_all

pytestmark = pytest.mark.django_db(transaction=True)
REPORT = reverse("deviations:report")
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def north(transactional_db):
    cache.forget()
    with as_loader():
        made = build.make_north_town()
    yield made
    cache.forget()


@pytest.fixture
def writer(north):
    """A browser's way of asking: the form's token is looked at, and a fault becomes a page."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    sign_in(client, north.reporter)
    return client


def typed(client, north, **changes):
    """The form as the browser would send it, with the page's own token."""
    page = client.get(REPORT).content.decode()
    return answers(north, description=TEXT, form_key=str(uuid.uuid4()), **token_in(page), **changes)


def reports():
    with as_loader():
        return [report.description for report in DeviationReport.objects.all()]


def test_a_database_that_is_gone_is_said_and_the_text_comes_back_to_be_sent_once(writer, north, database_name):
    sent = typed(writer, north)
    with closed(database_name):
        answer = writer.post(REPORT, sent, headers=FROM_HERE)
        page = answer.content.decode()
        assert (answer.status_code, answer["Retry-After"]) == (503, "120")
        assert "Portalen är stängd en kort stund" in page
        assert "Det du just skickade är inte sparat. Vänta en stund och skicka igen." in page
        assert TEXT in page
        assert "OperationalError" not in page
        assert writer.get(REPORT).status_code == 503
    assert reports() == []
    again = given_back(page)
    assert {name: again[name] for name in ("description", "form_key", "category")} == {
        name: sent[name] for name in ("description", "form_key", "category")
    }
    assert [writer.post(REPORT, again, headers=FROM_HERE).status_code for _ in range(2)] == [302, 302]
    assert reports() == [TEXT]


def test_a_database_that_came_back_is_not_felt_by_whoever_comes_after(writer, database_name):
    assert writer.get(REPORT).status_code == 200
    end_all(database_name)
    assert writer.get(REPORT).status_code == 200


def test_a_session_that_ended_in_mid_text_gives_the_text_back_and_takes_it_after_a_new_sign_in(writer, north):
    sent = typed(writer, north)
    writer.cookies.pop("session", None)
    for name in [name for name in writer.cookies if "csrf" not in name]:
        del writer.cookies[name]
    answer = writer.post(REPORT, sent, headers=FROM_HERE)
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "Du har loggats ut" in page
    assert "din text finns kvar här" in page
    assert TEXT in page
    assert re.search(r'href="[^"]*" target="_blank" rel="noopener">Logga in i en ny flik', page)
    assert reports() == []

    sign_in(writer, north.reporter)
    for name in [name for name in writer.cookies if "csrf" in name]:
        del writer.cookies[name]  # a sign-in takes a new token
    refused = writer.post(REPORT, given_back(page), headers=FROM_HERE)
    assert refused.status_code == 403
    assert "Skicka igen härifrån." in refused.content.decode()
    assert writer.post(REPORT, given_back(refused.content.decode()), headers=FROM_HERE).status_code == 302
    assert reports() == [TEXT]


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.org"}])
def test_what_another_site_sends_is_not_given_back(writer, north, headers):
    sent = typed(writer, north)
    writer.cookies.clear()
    answer = writer.post(REPORT, sent, headers=headers)
    assert answer.status_code == 302
    assert TEXT not in answer.content.decode()


def test_a_secret_is_never_given_back(client):
    fields = {"description": TEXT, "password": "en lång hemlighet som ingen annan ska se någonsin", "code": "1" * 60}
    page = client.post(REPORT, fields, headers=FROM_HERE).content.decode()
    assert given_back(page)["description"] == TEXT
    assert "hemlighet" not in page
    assert "1" * 60 not in page
