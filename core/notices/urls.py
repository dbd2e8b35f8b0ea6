from django.urls import path

from core.notices import views

app_name = "notices"
urlpatterns = [
    path("besked/", views.notice_list, name="list"),
    path("besked/lasta/", views.read_all, name="read_all"),
    path("besked/drift/", views.parked_list, name="parked"),
    path("besked/drift/<uuid:pk>/", views.retry, name="retry"),
    path("besked/<uuid:pk>/", views.read, name="read"),
]
