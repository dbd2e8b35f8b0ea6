"""Requests without a database: what a page draws must cost no statement."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from core.access.acting import Acting
from core.ui import registry

REGION = uuid.UUID("00000000-0000-4000-8000-000000000001")
ASSIGNMENT = uuid.UUID("00000000-0000-4000-8000-000000000002")


@pytest.fixture(autouse=True)
def own_addresses(settings, monkeypatch):
    """core/ui stands without the apps above it."""
    monkeypatch.setattr(registry.saved_filters, "answer", None)
    settings.ROOT_URLCONF = "tests.ui.urls"


@pytest.fixture
def acting():
    return Acting(
        kind="user",
        region_id=REGION,
        region_code="exempel",
        region_name="Region Exempel",
        assignment_id=ASSIGNMENT,
        person_name="Karin Ekdahl",
        role="forum_convenor",
        role_label="Sammankallande för individforum",
        scope_label="stadsdelen Norrberga",
    )


@pytest.fixture
def ask(acting):
    """A request as the middleware leaves it: `ask("/x/", acting=None)` is a visitor, `part=True` is htmx."""

    def make(path="/", method="get", data=None, *, acting=acting, part=False, **headers):
        if part:
            headers["HX-Request"] = "true"
        request = getattr(RequestFactory(headers=headers), method)(path, data or {})
        request.acting, request.user, request.request_id = acting, AnonymousUser(), "TEST2345"
        request._messages = CookieStorage(request)
        return request

    return make


@pytest.fixture
def clean_registry(monkeypatch):
    """The registry as it is before any app has filled it in."""
    for name in ("menu", "start_page", "duties", "calendar", "search", "case_panels", "who_sees"):
        monkeypatch.setattr(registry, name, registry.Register())
    for name in ("switchable_assignments", "theme_tokens"):
        monkeypatch.setattr(registry, name, registry.Slot())
    return registry
