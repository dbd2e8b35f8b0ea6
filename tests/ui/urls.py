"""Addresses for the tests of core/ui alone: its own, and the few that its pages name."""

from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from tests.ui import desk


def blank(request):
    return HttpResponse("")


core = ([path("", blank, name="start"), path("grupper/", blank, name="groups")], "core")
people = ([path("byt/", require_POST(blank), name="switch")], "people")
urlpatterns = [
    path("", include(core)),
    path("", include(people)),
    path("", include("core.ui.urls")),
    path("sprak/", set_language, name="set_language"),
    path("logga-in/", blank, name="account_login"),
    path("logga-ut/", require_POST(blank), name="account_logout"),
    path("bara-post/", require_POST(blank), name="post_only"),
    path("skriv/", desk.write),
    path("raknat/", desk.counted),
]
