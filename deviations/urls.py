from django.urls import path, re_path

from core.ui.addresses import UUID
from deviations import views
from deviations.guests import views as guests
from deviations.patterns import views as patterns
from deviations.patterns.questions import QUESTIONS
from deviations.verbs import VERBS

WAYS = "|".join(QUESTIONS)

app_name = "deviations"
urlpatterns = [
    path("", views.my_list, name="my_list"),
    path("anmal/", views.report, name="report"),
    path("utkast/<uuid:pk>/ta-bort/", views.drop_draft, name="drop_draft"),
    path("att-svara-pa/", views.inbox, name="inbox"),
    path("bjud-in/", guests.guest_invite, name="guest_invite"),
    path("inbjudan/<uuid:pk>/avsluta/", guests.guest_end, name="guest_end"),
    path("gast/tack/", guests.guest_thanks, name="guest_thanks"),
    path("gast/<str:token>/", guests.guest, name="guest"),
    path("lardomar/", patterns.learned, name="learned"),
    path("monster/", patterns.patterns, name="patterns"),
    path("monster/<uuid:pk>/", patterns.pattern, name="pattern"),
    re_path(f"^monster/(?P<pk>{UUID})/(?P<question>{WAYS})/$", patterns.pattern_note, name="pattern_note"),
    path("<uuid:pk>/", views.detail, name="detail"),
    *(path(f"<uuid:pk>/{verb.path}/", views.verb_view(name), name=name) for name, verb in VERBS.items()),
    path("<uuid:pk>/lasratt/", views.grant, name="grant"),
    path("lasratt/<uuid:pk>/avsluta/", views.end_grant, name="end_grant"),
]
