"""Double sends, against the database and its row security. [security 10]"""

import threading
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import BadRequest
from django.db import connection, connections
from django.http import HttpResponse
from django.shortcuts import redirect

from core import clock
from core.access import acting_as
from core.ui import once
from core.ui.models import SentForm
from tests.database import as_loader

pytestmark = pytest.mark.django_db


class Taken:
    """A view that counts how often it ran and answers as told."""

    def __init__(self, *answers):
        self.answers, self.times = list(answers), 0
        self.view = once.send_once(self.run)

    def run(self, request, pk):
        self.times += 1
        return self.answers.pop(0) if self.answers else redirect(f"/barn/{pk}/{self.times}/")


@pytest.fixture
def send(ask, acting):
    def send(view, key, who=acting):
        request = ask("/x/", "post", {once.KEY_FIELD: key} if key else {}, acting=who)
        with acting_as(who):
            return view(request, pk="1")

    return send


def test_the_second_send_gets_the_first_ones_answer(send):
    form, key = Taken(), once.new_key()
    first, second = send(form.view, key), send(form.view, key)

    assert form.times == 1
    assert (first["Location"], second["Location"]) == ("/barn/1/1/", "/barn/1/1/")


def test_another_form_is_another_send(send):
    form = Taken()
    send(form.view, once.new_key())
    send(form.view, once.new_key())

    assert form.times == 2


def test_a_refused_form_can_be_mended_and_sent_again(send, acting):
    form, key = Taken(HttpResponse(status=422)), once.new_key()
    refused, taken = send(form.view, key), send(form.view, key)

    assert (refused.status_code, taken["Location"]) == (422, "/barn/1/2/")
    with acting_as(acting):
        assert [str(row.key) for row in SentForm.objects.all()] == [key]


def test_a_form_without_a_key_is_taken_each_time(send):
    form = Taken()
    send(form.view, "")
    send(form.view, "")

    assert form.times == 2


def test_what_is_no_key_is_a_bad_request(send):
    with pytest.raises(BadRequest):
        send(Taken().view, "1; DROP TABLE")


def test_nobody_learns_what_became_of_anothers_form(send, acting):
    from dataclasses import replace

    other, key = replace(acting, assignment_id=uuid.uuid4()), once.new_key()
    send(Taken().view, key, other)
    form = Taken()

    with pytest.raises(BadRequest):
        send(form.view, key)
    assert form.times == 0
    with acting_as(acting):
        assert SentForm.objects.count() == 0


def test_a_view_that_fails_gives_the_key_back(send, acting):
    def failing(request, pk):
        raise RuntimeError

    key = once.new_key()
    with pytest.raises(RuntimeError):
        send(once.send_once(failing), key)

    assert send(Taken().view, key)["Location"] == "/barn/1/1/"


def test_ones_own_old_keys_are_dropped(send, acting):
    old = clock.now() - once.KEPT - timedelta(seconds=1)
    with as_loader():
        for assignment in (acting.assignment_id, uuid.uuid4()):
            SentForm.objects.create(region_id=acting.region_id, assignment_id=assignment, sent_at=old)
    send(Taken().view, once.new_key())

    with as_loader():
        left = SentForm.objects.get(sent_at=old)
    assert left.assignment_id != acting.assignment_id


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_is_taken_and_both_get_its_answer(ask, acting):
    key, entered, answers, times = once.new_key(), threading.Event(), [], []

    def slow(request, pk):
        times.append(1)
        entered.set()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.4)")
        return redirect("/barn/1/ett/")

    def send():
        try:
            with acting_as(acting):
                answers.append(once.send_once(slow)(ask("/x/", "post", {once.KEY_FIELD: key}), pk="1")["Location"])
        finally:
            connections.close_all()

    first = threading.Thread(target=send)
    first.start()
    entered.wait(5)
    second = threading.Thread(target=send)
    second.start()
    first.join(10)
    second.join(10)

    assert (len(times), answers) == (1, ["/barn/1/ett/", "/barn/1/ett/"])
