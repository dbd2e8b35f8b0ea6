from django.urls import path

from sip.story import child_views, views

CASE, PLAN, TRANSFER = {"kind": "case"}, {"kind": "plan"}, {"kind": "transfer"}

urlpatterns = [
    path("<uuid:pk>/tidslinje/", child_views.child_story, name="child_story"),
    path("<uuid:pk>/tidslinje/pdf/", child_views.child_story_pdf, name="child_story_pdf"),
    path("arenden/<uuid:pk>/tidslinje/", views.story, CASE, name="case_story"),
    path("arenden/<uuid:pk>/tidslinje/pdf/", views.story_pdf, CASE, name="case_story_pdf"),
    path("planer/<uuid:pk>/tidslinje/", views.story, PLAN, name="plan_story"),
    path("planer/<uuid:pk>/tidslinje/pdf/", views.story_pdf, PLAN, name="plan_story_pdf"),
    path("uppgifter/<uuid:pk>/tidslinje/", views.story, TRANSFER, name="transfer_story"),
    path("uppgifter/<uuid:pk>/tidslinje/pdf/", views.story_pdf, TRANSFER, name="transfer_story_pdf"),
]
