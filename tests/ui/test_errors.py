import re

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFilesSent
from django.http import Http404
from django.template import engines

from core.ui import errors


@pytest.mark.parametrize("status", sorted(errors.TROUBLES))
def test_every_trouble_has_a_calm_page_with_a_code_and_a_way_on(ask, status):
    response = errors.answer(ask(), status)
    main = response.content.decode().split("<main")[1].split("</main>")[0]

    assert response.status_code == status
    assert main.count("<h1>") == 1
    assert "TEST2345" in main
    assert re.search(r'<(a|button) class="ds-button"', main)
    assert "!" not in re.sub(r"<[^>]+>", "", main)


@pytest.mark.parametrize("status", sorted(errors.TROUBLES))
def test_htmx_gets_a_part_that_leaves_the_page_alone(ask, status):
    html = errors.answer(ask(part=True), status).content.decode()

    assert "<html" not in html
    assert "TEST2345" in html


def test_what_is_hidden_and_what_does_not_exist_answer_alike(ask):
    hidden = errors.not_found(ask("/barn/1/"), Http404("No Case matches the given query."))
    missing = errors.not_found(ask("/finns-inte/"), Http404())
    strip = re.compile(rb'(csrfmiddlewaretoken" value|name="next" value)="[^"]*"')

    assert strip.sub(b"", hidden.content) == strip.sub(b"", missing.content)


@pytest.mark.parametrize(
    ("exception", "status"),
    [(RequestDataTooBig("x"), 413), (TooManyFilesSent("x"), 413), (SuspiciousOperation("secret"), 400), (None, 400)],
)
def test_what_is_too_large_is_told_apart_from_what_cannot_be_read(ask, exception, status):
    response = errors.bad_request(ask(), exception)

    assert response.status_code == status
    assert "secret" not in response.content.decode()


def test_too_many_says_how_long_to_wait(ask):
    response = errors.too_many(ask(), 61)

    assert (response.status_code, response["Retry-After"]) == (429, "61")
    assert "Försök igen om 2 minuter." in response.content.decode()


def test_a_refused_act_offers_the_way_to_change_assignment(ask):
    assert 'class="ds-button" href="/uppdrag/"' in errors.forbidden(ask()).content.decode()
    assert 'class="ds-button" href="/uppdrag/"' not in errors.forbidden(ask(acting=None)).content.decode()


def test_when_the_page_itself_fails_there_is_still_an_answer(ask, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("template")

    monkeypatch.setattr(engines["django"], "get_template", broken)
    response = errors.server_error(ask())

    assert response.status_code == 500
    assert "TEST2345" in response.content.decode()
    assert "RuntimeError" not in response.content.decode()


def test_a_form_without_its_token_says_what_to_do(ask):
    response = errors.csrf_failure(ask("/x/", "post"), reason="CSRF token missing.")

    assert response.status_code == 403
    assert "ladda om den och skicka igen" in response.content.decode()
    assert "CSRF" not in response.content.decode()
