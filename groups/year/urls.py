from django.urls import path, re_path

from groups.meetings.urls import UUID
from groups.year import duty_views, register_views, views
from groups.year.questions import ACTIVITY, FOCUS, OF_PLAN
from groups.year.register_questions import NEED, OBSTACLE

P = "handlingsplaner/"
urlpatterns = [
    path("<uuid:pk>/arbete/", views.year_detail, name="year_detail"),
    path("<uuid:pk>/handlingsplan/ny/", views.plan_new, name="action_plan_new"),
    path(P, views.plan_list, name="action_plan_list"),
    path(f"{P}<uuid:pk>/", views.plan_detail, name="action_plan_detail"),
    path(f"{P}<uuid:pk>/skriv/", views.plan_write, name="action_plan_write"),
    path(f"{P}fokus/<uuid:pk>/", views.focus_save, name="plan_focus_save"),
    re_path(f"^{P}fokus/(?P<pk>{UUID})/(?P<question>{'|'.join(FOCUS)})/$", views.focus_note, name="plan_focus_note"),
    re_path(
        f"^{P}aktiviteter/(?P<pk>{UUID})/(?P<question>{'|'.join(ACTIVITY)})/$",
        views.activity_note,
        name="plan_activity_note",
    ),
    re_path(f"^{P}(?P<pk>{UUID})/(?P<question>{'|'.join(OF_PLAN)})/$", views.plan_note, name="action_plan_note"),
    path("<uuid:pk>/arbete/uppgifter/", duty_views.duty_list, name="duty_list"),
    path("<uuid:pk>/arbete/uppgifter/<slug:slug>/", duty_views.duty_note, name="duty_note"),
    path("<uuid:pk>/hinder/", register_views.obstacle_list, name="obstacle_list"),
    path("<uuid:pk>/hinder/nytt/", register_views.register_new, {"question": "hinder"}, name="obstacle_new"),
    path("<uuid:pk>/behov/nytt/", register_views.register_new, {"question": "behov"}, name="need_new"),
    re_path(
        f"^hinder/(?P<pk>{UUID})/(?P<question>{'|'.join(OBSTACLE)})/$",
        register_views.obstacle_note,
        name="obstacle_note",
    ),
    re_path(f"^behov/(?P<pk>{UUID})/(?P<question>{'|'.join(NEED)})/$", register_views.need_note, name="need_note"),
]
