"""Each row knows its request and session; what a request was refused stands in the log afterwards."""

import uuid
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory

from core import audit
from core.access import acting_as
from core.audit import AuditFailed
from core.audit import request as log_request
from core.audit.middleware import AuditMiddleware
from core.crypto import hash_key
from tests.core.audit.conftest import events, make_town
from tests.database import as_loader


def answer_of(acting, status=200, *, kwargs=None, view=None, matched=True):
    """A request as the middleware sees it: the inner layers set who acts, in a transaction of their own."""

    def inner(request):
        request.acting = acting
        request.resolver_match = SimpleNamespace(kwargs=kwargs or {}, view_name="sip:case_detail") if matched else None
        if view and acting:
            with acting_as(acting):
                view(acting)
                transaction.set_rollback(status >= 500)
        return HttpResponse(status=status)

    request = RequestFactory().get("/")
    request.request_id = "AB23CD45"
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "a-session-key"
    return AuditMiddleware(inner)(request)


def test_rows_carry_the_request_and_a_hash_of_the_session(town):
    answer_of(town.teacher, view=lambda by: audit.record("case.read", by=by))
    (row,) = events()
    assert (row.request_id, row.session_hash) == ("AB23CD45", hash_key("a-session-key"))
    assert "a-session-key" not in row.session_hash


def test_after_the_request_nothing_of_it_remains(town):
    answer_of(town.teacher)
    with acting_as(town.teacher):
        audit.record("case.read", by=town.teacher)
    (row,) = events()
    assert (row.request_id, row.session_hash, log_request.write_waiting()) == ("", "", 0)


@pytest.mark.parametrize(("status", "reason"), [(403, "forbidden"), (404, "not_found"), (429, "too_many")])
def test_a_refused_request_is_logged_with_the_object_it_asked_for(town, status, reason):
    wanted = uuid.uuid4()
    assert answer_of(town.teacher, status, kwargs={"pk": wanted}).status_code == status
    (row,) = events()
    assert (row.act, row.outcome, row.reason) == ("request.refused", "refused", reason)
    assert (row.object_kind, row.object_id) == ("sip:case_detail", wanted)
    assert (row.assignment_id, row.request_id) == (town.teacher.assignment_id, "AB23CD45")


def test_what_is_no_refusal_of_somebody_is_not_logged(town):
    answer_of(town.teacher, 200, kwargs={"pk": uuid.uuid4()})
    answer_of(town.teacher, 422, kwargs={"pk": uuid.uuid4()})
    answer_of(town.teacher, 404)  # a page without an object
    answer_of(town.teacher, 404, matched=False)  # no such address
    answer_of(None, 403, kwargs={"pk": uuid.uuid4()})
    assert events() == []


def test_a_refusal_that_the_view_told_is_not_told_twice(town):
    def view(by):
        audit.record_refusal("case.closed", by=by, reason="forbidden")

    answer_of(town.teacher, 403, view=view, kwargs={"pk": uuid.uuid4()})
    assert [row.act for row in events()] == ["case.closed"]


@pytest.mark.django_db(transaction=True)
def test_a_refusal_survives_the_rollback_of_its_request_and_the_act_does_not():
    with transaction.atomic(), as_loader():
        town = make_town()

    def view(by):
        audit.record("case.changed", by=by)
        audit.record_refusal("case.closed", by=by)

    answer_of(town.teacher, 500, view=view)
    with transaction.atomic():
        assert [(row.act, row.outcome) for row in events()] == [("case.closed", "refused")]


def test_a_fault_in_the_view_leaves_the_next_request_clean(town):
    with pytest.raises(AuditFailed):
        answer_of(town.teacher, view=lambda by: audit.record("case.read", by=by, reason="inte en kod"))
    assert (log_request.request_id(), log_request.session_hash()) == ("", "")
