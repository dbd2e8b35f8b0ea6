from django.urls import path, re_path

from core.ui.addresses import UUID
from sip.lss import views
from sip.lss.questions import QUESTIONS

urlpatterns = [
    path("<uuid:pk>/lss/", views.lss_new, name="lss_new"),
    path("lss/<uuid:pk>/", views.lss_detail, name="lss_detail"),
    re_path(f"^lss/(?P<pk>{UUID})/notera/(?P<question>{'|'.join(QUESTIONS)})/$", views.lss_note, name="lss_note"),
]
