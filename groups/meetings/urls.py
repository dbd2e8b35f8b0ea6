from django.urls import path, re_path

from core.ui.addresses import UUID
from groups.meetings import agenda_views, minutes_views, views
from groups.meetings.item_questions import ITEM_QUESTIONS
from groups.meetings.questions import QUESTIONS

WAYS, OF_AN_ITEM = "|".join(QUESTIONS), "|".join(ITEM_QUESTIONS)
urlpatterns = [
    path("moten/", views.meeting_list, name="meeting_list"),
    path("<uuid:pk>/moten/ar/", views.meeting_year, name="meeting_year"),
    path("<uuid:pk>/moten/nytt/", views.meeting_new, name="meeting_new"),
    path("moten/<uuid:pk>/", views.meeting_detail, name="meeting_detail"),
    path("moten/<uuid:pk>/kalla/", views.meeting_call, name="meeting_call"),
    re_path(f"^moten/(?P<pk>{UUID})/(?P<question>{WAYS})/$", views.meeting_note, name="meeting_note"),
    path("moten/svar/<uuid:pk>/", views.invitation_answer, name="invitation_answer"),
    path("moten/<uuid:pk>/punkter/ny/", agenda_views.item_new, name="item_new"),
    re_path(f"^moten/punkter/(?P<pk>{UUID})/(?P<way>upp|ned)/$", agenda_views.item_move, name="item_move"),
    path("moten/punkter/<uuid:pk>/ta-bort/", agenda_views.item_remove, name="item_remove"),
    re_path(f"^moten/punkter/(?P<pk>{UUID})/(?P<question>{OF_AN_ITEM})/$", agenda_views.item_note, name="item_note"),
    path("moten/beslut/<uuid:pk>/stryk/", agenda_views.decision_strike, name="decision_strike"),
    path("moten/vidare/<uuid:pk>/", views.meeting_pass_on, name="meeting_pass_on"),
    path("moten/atgarder/<uuid:pk>/stryk/", agenda_views.action_strike, name="action_strike"),
    path("moten/atgarder/<uuid:pk>/gjort/", views.action_done, name="action_done"),
    path("moten/<uuid:pk>/protokoll/", minutes_views.meeting_write, name="meeting_write"),
    path("moten/<uuid:pk>/ovriga-punkter/", minutes_views.meeting_rest, name="meeting_rest"),
    path("moten/punkter/<uuid:pk>/spara/", minutes_views.item_save, name="item_save"),
    path("moten/<uuid:pk>/protokoll.pdf", minutes_views.minutes_pdf, name="minutes_pdf"),
]
