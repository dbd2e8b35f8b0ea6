from django.urls import path

from groups.trainings import views

urlpatterns = [
    path("<uuid:pk>/utbildningar/", views.training_list, name="training_list"),
    path("<uuid:pk>/utbildningar/ny/", views.training_new, name="training_new"),
    path("<uuid:pk>/utbildningar/webbkursen/", views.course_confirm, name="course_confirm"),
    path("utbildningar/<uuid:pk>/ta-bort/", views.training_remove, name="training_remove"),
]
