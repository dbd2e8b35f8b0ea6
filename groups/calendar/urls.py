from django.urls import path

from groups.calendar import views

urlpatterns = [
    path("moten/<uuid:pk>/mote.ics", views.meeting_ics, name="meeting_ics"),
    path("moten/kalender/", views.feed_page, name="feed_page"),
    path("moten/kalender/oppna/", views.feed_open, name="feed_open"),
    path("moten/kalender/stang/", views.feed_close, name="feed_close"),
    path("moten/kalender/<slug:token>.ics", views.feed, name="feed"),
]
