from django.urls import path

from deviations import views
from deviations.verbs import VERBS

app_name = "deviations"
urlpatterns = [
    path("", views.my_list, name="my_list"),
    path("anmal/", views.report, name="report"),
    path("utkast/<uuid:pk>/ta-bort/", views.drop_draft, name="drop_draft"),
    path("att-svara-pa/", views.inbox, name="inbox"),
    path("<uuid:pk>/", views.detail, name="detail"),
    *(path(f"<uuid:pk>/{verb.path}/", views.verb_view(name), name=name) for name, verb in VERBS.items()),
    path("<uuid:pk>/lasratt/", views.grant, name="grant"),
    path("lasratt/<uuid:pk>/avsluta/", views.end_grant, name="end_grant"),
]
