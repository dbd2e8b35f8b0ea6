from django.urls import path

from groups.voices import views

urlpatterns = [
    path("<uuid:pk>/synpunkter/", views.voice_list, name="voice_list"),
    path("<uuid:pk>/synpunkter/nya/", views.voice_new, name="voice_new"),
    path("synpunkter/<uuid:pk>/svara/", views.voice_answer, name="voice_answer"),
]
