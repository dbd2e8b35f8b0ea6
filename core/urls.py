from django.urls import include, path
from django.views.i18n import set_language

from core import views

own = [
    path("", views.start, name="start"),
    path("healthz", views.healthz, name="healthz"),
]
urlpatterns = [
    path("", include((own, "core"))),
    path("sprak/", set_language, name="set_language"),
]
