from django.urls import path, re_path

from groups.lifting import views
from groups.lifting.questions import QUESTIONS
from groups.meetings.urls import UUID

WAYS = "|".join(QUESTIONS)
urlpatterns = [
    path("lyfta-fragor/", views.lift_list, name="lift_list"),
    path("<uuid:pk>/lyft/ny/", views.lift_new, name="lift_new"),
    path("lyfta-fragor/<uuid:pk>/", views.lift_detail, name="lift_detail"),
    re_path(f"^lyfta-fragor/(?P<pk>{UUID})/(?P<question>{WAYS})/$", views.lift_note, name="lift_note"),
]
