from django.urls import path

from groups.polls import views

urlpatterns = [
    path("<uuid:pk>/moten/hitta-tid/", views.poll_new, name="poll_new"),
    path("moten/hitta-tid/<uuid:pk>/", views.poll_detail, name="poll_detail"),
    path("moten/hitta-tid/<uuid:pk>/svara/", views.poll_answer, name="poll_answer"),
    path("moten/hitta-tid/<uuid:pk>/avsluta/", views.poll_end, name="poll_end"),
    path("moten/hitta-tid/tider/<uuid:pk>/valj/", views.poll_settle, name="poll_settle"),
]
