from django.urls import path, re_path

from groups.meetings.urls import UUID
from groups.routines import coverage_views, views, writing_views
from groups.routines.questions import QUESTIONS

WAYS = "|".join(QUESTIONS)
R = "rutiner/"
urlpatterns = [
    path(R, views.routine_list, name="routine_list"),
    path(f"{R}omraden/", coverage_views.coverage, name="routine_coverage"),
    path(f"{R}sida-vid-sida/", coverage_views.beside, name="routine_beside"),
    path("<uuid:pk>/rutiner/ny/", views.routine_new, name="routine_new"),
    path(f"{R}<uuid:pk>/", views.routine_detail, name="routine_detail"),
    path(f"{R}<uuid:pk>/skriv/", writing_views.routine_write, name="routine_write"),
    path(f"{R}avsnitt/<uuid:pk>/", writing_views.section_save, name="routine_section_save"),
    path(f"{R}<uuid:pk>/jamfor/", views.routine_compare, name="routine_compare"),
    path(f"{R}<uuid:pk>/originalet/", views.routine_original, name="routine_original"),
    path(f"{R}<uuid:pk>/anpassa/", views.routine_adapt, name="routine_adapt"),
    path(f"{R}<uuid:pk>/fil/", views.routine_attach, name="routine_attach"),
    path(f"{R}filer/<uuid:pk>/", views.routine_file, name="routine_file"),
    path(f"{R}filer/<uuid:pk>/ta-bort/", views.routine_file_remove, name="routine_file_remove"),
    re_path(f"^{R}(?P<pk>{UUID})/(?P<question>{WAYS})/$", views.routine_note, name="routine_note"),
]
