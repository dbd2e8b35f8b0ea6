from django.urls import path

from sip.story import views

urlpatterns = [
    path("arenden/<uuid:pk>/tidslinje/", views.case_story, name="case_story"),
    path("arenden/<uuid:pk>/tidslinje/pdf/", views.case_story_pdf, name="case_story_pdf"),
    path("planer/<uuid:pk>/tidslinje/", views.plan_story, name="plan_story"),
    path("planer/<uuid:pk>/tidslinje/pdf/", views.plan_story_pdf, name="plan_story_pdf"),
    path("uppgifter/<uuid:pk>/tidslinje/", views.transfer_story, name="transfer_story"),
    path("uppgifter/<uuid:pk>/tidslinje/pdf/", views.transfer_story_pdf, name="transfer_story_pdf"),
]
