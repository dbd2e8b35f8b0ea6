"""A page to write on, and somebody who is signed in: what the browser tests of core/ui stand on.

Sign-in has its own tests; here it is enough that the header, the session script and the saving have a person.
"""

import uuid

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, JsonResponse
from django.template import engines
from django.utils import timezone

from core.access.acting import Acting
from core.ui import autosave
from core.ui.readability import read

MIDDLEWARE = [
    "core.ui.middleware.RequestIdMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.ui.middleware.HeadersMiddleware",
    "tests.ui.desk.SomebodyMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
SOMEBODY = Acting(
    kind="user",
    region_name="Region Exempel",
    assignment_id=uuid.UUID(int=7),
    person_name="Karin Ekdahl",
    role_label="Sammankallande för individforum",
    scope_label="stadsdelen Norrberga",
)
PAGE = """{% extends "base.html" %}{% load static ui %}{% block title %}Skriv{% endblock %}
{% block scripts %}<script src="{% static 'js/autosave.js' %}" defer></script>
<script src="{% static 'js/readability.js' %}" defer></script>{% endblock %}
{% block main %}<h1>Skriv</h1>
<form id="text" class="form" method="post" action="/skriv/" data-autosave="/skriv/">{% csrf_token %}
<input type="hidden" name="version" value="{{ version }}">
<div class="ds-field"><label class="ds-label" for="id_text">Text</label>
<textarea class="ds-input" id="id_text" name="text" data-max="60">{{ text }}</textarea>
<p class="counter" data-counter="60">Högst 60 tecken</p></div>
{% include "ui/readability.html" with text_id="id_text" reading=reading only %}
{% include "ui/conflict.html" with key="text" only %}
<div class="buttons"><button class="ds-button">Spara</button>
{% include "ui/save_status.html" with login_url="/logga-in/" only %}</div></form>
<form id="sure" method="post" action="/raknat/" data-confirm="Mötet ställs in." data-confirm-title="Ställa in mötet?"
 data-confirm-verb="Ställ in mötet">{% csrf_token %}<button class="ds-button">Ställ in</button></form>
<form id="count" method="post" action="/raknat/">{% csrf_token %}<button class="ds-button">Skicka</button></form>
{% endblock %}"""


class Desk:
    """What the server knows: one text with its version, what was sent, and whether the session has ended."""

    def __init__(self):
        self.version, self.text, self.sent, self.signed_in = 1, "Första texten", [], True


desk = Desk()


class SomebodyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.acting, request.user = (SOMEBODY if desk.signed_in else None), AnonymousUser()
        return self.get_response(request)


def write(request):
    if request.method == "GET":
        page = engines["django"].from_string(PAGE)
        return HttpResponse(
            page.render({"version": desk.version, "text": desk.text, "reading": read(desk.text)}, request)
        )
    if not desk.signed_in:
        return JsonResponse({}, status=401)
    if int(request.POST["version"]) != desk.version:
        return autosave.conflict(version=desk.version, texts={"text": desk.text}, by="Petra Wallin", at=timezone.now())
    desk.version, desk.text = desk.version + 1, request.POST["text"]
    return autosave.saved(version=desk.version, at=timezone.now())


def counted(request):
    desk.sent.append(request.POST.get("bekraftat", ""))
    return HttpResponse("<title>Räknat</title>", status=200)
