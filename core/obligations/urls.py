from django.urls import path

from core.obligations import views

app_name = "obligations"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("<uuid:pk>/", views.certificate, name="certificate"),
    path("<uuid:pk>/pausa/", views.pause, name="pause"),
    path("<uuid:pk>/starta-igen/", views.resume, name="resume"),
    path("<uuid:pk>/intyg.pdf", views.certificate_pdf, name="certificate_pdf"),
]
