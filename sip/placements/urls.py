from django.urls import path, re_path

from core.ui.addresses import UUID
from sip.placements import registering, telling_views, views
from sip.placements.forms import WIZARD
from sip.placements.page import SLUGS
from sip.placements.questions import QUESTIONS
from sip.placements.telling_page import SLUGS as NOTICES


def _one_of(words) -> str:
    return "|".join(words)


urlpatterns = [
    re_path(
        f"^(?P<pk>{UUID})/placering/(?P<part>{_one_of(WIZARD)})/$", registering.placement_new, name="placement_new"
    ),
    path("<uuid:pk>/placering/kontrollera/", registering.placement_check, name="placement_check"),
    path("placeringar/<uuid:pk>/", views.placement_detail, name="placement_detail"),
    re_path(
        f"^placeringar/(?P<pk>{UUID})/notera/(?P<question>{_one_of(QUESTIONS)})/$",
        views.placement_note,
        name="placement_note",
    ),
    re_path(
        f"^placeringar/(?P<pk>{UUID})/checklista/(?P<phase>{_one_of(SLUGS.values())})/$",
        views.placement_steps,
        name="placement_steps",
    ),
    re_path(
        f"^placeringar/(?P<pk>{UUID})/besked/(?P<question>{_one_of(NOTICES)})/$",
        telling_views.placement_tell,
        name="placement_tell",
    ),
    path("placeringar/undersokning/<uuid:pk>/", views.health_exam, name="health_exam"),
    path("placeringar/vistelseort/<uuid:pk>/", views.residence, name="residence"),
]
