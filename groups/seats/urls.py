from django.urls import path, re_path

from groups.meetings.urls import UUID
from groups.seats import views
from groups.seats.questions import QUESTIONS

WAYS = "|".join(QUESTIONS)
urlpatterns = [
    path("tomma-platser/", views.vacancy_list, name="vacancy_list"),
    path("<uuid:pk>/platser/ny/", views.seat_new, name="seat_new"),
    path("platser/<uuid:pk>/", views.seat_detail, name="seat_detail"),
    re_path(f"^platser/(?P<pk>{UUID})/(?P<question>{WAYS})/$", views.seat_note, name="seat_note"),
    path("<uuid:pk>/fristaende-skolor/inbjudan/", views.school_invite, name="school_invite"),
    path("<uuid:pk>/fristaende-skolor/svar/", views.school_answer, name="school_answer"),
]
