from django.urls import path, re_path

from core.ui.addresses import UUID
from sip.transitions import views
from sip.transitions.questions import QUESTIONS

urlpatterns = [
    path("<uuid:pk>/overgang/", views.transition_new, name="transition_new"),
    path("overgangar/<uuid:pk>/", views.transition_detail, name="transition_detail"),
    re_path(
        f"^overgangar/(?P<pk>{UUID})/notera/(?P<question>{'|'.join(QUESTIONS)})/$",
        views.transition_note,
        name="transition_note",
    ),
    path("overgangar/enheter/<uuid:pk>/bekrafta/", views.transition_confirm, name="transition_confirm"),
    path("overgangar/enheter/<uuid:pk>/svara/", views.transition_reply, name="transition_reply"),
]
