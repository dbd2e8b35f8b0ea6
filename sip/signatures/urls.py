from django.urls import path

from sip.signatures.views import paper

urlpatterns = [
    path("samtycken/<uuid:pk>/familjen/", paper.consent_family, name="consent_family"),
    path("samtycken/<uuid:pk>/familjen/pdf/", paper.consent_family_pdf, name="consent_family_pdf"),
]
