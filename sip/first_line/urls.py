from django.urls import path

from sip.first_line import views

urlpatterns = [
    path("<uuid:pk>/forsta-linjen/", views.first_line_ask, name="first_line_ask"),
    path("uppgifter/<uuid:pk>/svara/", views.first_line_answer, name="first_line_answer"),
]
