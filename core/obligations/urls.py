from django.urls import path, re_path

from core.obligations import views
from core.obligations.questions import QUESTIONS
from core.ui.addresses import UUID

app_name = "obligations"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("<uuid:pk>/", views.certificate, name="certificate"),
    re_path(f"^(?P<pk>{UUID})/(?P<question>{'|'.join(QUESTIONS)})/$", views.note, name="note"),
    path("<uuid:pk>/intyg.pdf", views.certificate_pdf, name="certificate_pdf"),
]
