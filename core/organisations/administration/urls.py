from django.urls import path

from core.organisations.administration import views

app_name = "regions"
urlpatterns = [
    path("profil/", views.profile, name="profile"),
    path("profil/eget-varde/", views.override_propose, name="override_propose"),
    path("profil/eget-varde/<uuid:pk>/", views.override_approve, name="override_approve"),
]
