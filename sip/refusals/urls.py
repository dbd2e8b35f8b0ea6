from django.urls import path

from sip.refusals import views

urlpatterns = [
    path("planer/<uuid:pk>/en-verksamhet-sager-nej/", views.refusal_note, name="refusal_note"),
    path("nej-till-sip/", views.refusal_pattern, name="refusal_pattern"),
]
