from django.urls import path, re_path

from sip.lss import views
from sip.lss.questions import QUESTIONS

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
urlpatterns = [
    path("<uuid:pk>/lss/", views.lss_new, name="lss_new"),
    path("lss/<uuid:pk>/", views.lss_detail, name="lss_detail"),
    re_path(f"^lss/(?P<pk>{UUID})/notera/(?P<question>{'|'.join(QUESTIONS)})/$", views.lss_note, name="lss_note"),
]
