from django.urls import path

from sip.story import views

CASE, PLAN, TRANSFER = {"kind": "case"}, {"kind": "plan"}, {"kind": "transfer"}

urlpatterns = [
    path("arenden/<uuid:pk>/tidslinje/", views.story, CASE, name="case_story"),
    path("arenden/<uuid:pk>/tidslinje/pdf/", views.story_pdf, CASE, name="case_story_pdf"),
    path("planer/<uuid:pk>/tidslinje/", views.story, PLAN, name="plan_story"),
    path("planer/<uuid:pk>/tidslinje/pdf/", views.story_pdf, PLAN, name="plan_story_pdf"),
    path("uppgifter/<uuid:pk>/tidslinje/", views.story, TRANSFER, name="transfer_story"),
    path("uppgifter/<uuid:pk>/tidslinje/pdf/", views.story_pdf, TRANSFER, name="transfer_story_pdf"),
]
