from django.urls import path

from sip.signatures.views import paper, signing

urlpatterns = [
    path("samtycken/<uuid:pk>/familjen/", paper.consent_family, name="consent_family"),
    path("samtycken/<uuid:pk>/familjen/pdf/", paper.consent_family_pdf, name="consent_family_pdf"),
    path("samtycken/<uuid:pk>/skriv-under/", signing.consent_sign, name="consent_sign"),
]
