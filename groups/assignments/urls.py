from django.urls import path, re_path

from groups.assignments import views
from groups.assignments.questions import QUESTIONS
from groups.meetings.urls import UUID

WAYS = "|".join(QUESTIONS)
urlpatterns = [
    path("uppdrag/", views.task_list, name="task_list"),
    path("<uuid:pk>/uppdrag/nytt/", views.task_new, name="task_new"),
    path("uppdrag/<uuid:pk>/", views.task_detail, name="task_detail"),
    re_path(f"^uppdrag/(?P<pk>{UUID})/(?P<question>{WAYS})/$", views.task_note, name="task_note"),
]
