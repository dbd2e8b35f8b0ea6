from django.urls import path

from groups.evaluation import views

urlpatterns = [
    path("moten/<uuid:pk>/hur-var-det/", views.evaluation_answer, name="evaluation_answer"),
    path("<uuid:pk>/moten/hur-var-det/", views.evaluation_list, name="evaluation_list"),
]
