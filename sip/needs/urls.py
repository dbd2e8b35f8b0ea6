"""Addresses of what a child needs. Included in the child level's own under /barn/."""

from django.urls import path, re_path

from core.ui.addresses import UUID
from sip.needs import views
from sip.needs.choices import InquiryStep, Step
from sip.needs.forms import STEPS

urlpatterns = [
    re_path(f"^(?P<pk>{UUID})/behov/(?P<step>{'|'.join(STEPS)})/$", views.need_step, name="need_step"),
    path("behov/<uuid:pk>/", views.need_detail, name="need_detail"),
    path("behov/<uuid:pk>/information/", views.need_inform, name="need_inform"),
    path("behov/<uuid:pk>/annan-plan/", views.need_instead, name="need_instead"),
    path("<uuid:pk>/steg/", views.checklist, name="checklist"),
    re_path(f"^(?P<pk>{UUID})/steg/(?P<step>{'|'.join(Step.values)})/$", views.checklist_step, name="checklist_step"),
    path("<uuid:pk>/utredning/", views.inquiry, name="inquiry"),
    re_path(
        f"^(?P<pk>{UUID})/utredning/(?P<inquiry>{'|'.join(InquiryStep.values)})/$",
        views.inquiry_step,
        name="inquiry_step",
    ),
    path("<uuid:pk>/oro/", views.concern, name="concern"),
]
