"""Addresses of what is passed on about a child. Included in the child level's own under /barn/."""

from django.urls import path

from sip.transfers import views

urlpatterns = [
    path("<uuid:pk>/lamna-uppgifter/", views.transfer_start, name="transfer_start"),
    path("uppgifter/<uuid:pk>/", views.transfer_detail, name="transfer_detail"),
    path("uppgifter/<uuid:pk>/identitet/", views.transfer_identity, name="transfer_identity"),
    path("uppgifter/<uuid:pk>/samtycke/", views.transfer_consent, name="transfer_consent"),
    path("uppgifter/<uuid:pk>/mottagare/", views.transfer_receiver, name="transfer_receiver"),
    path("uppgifter/<uuid:pk>/avsluta/", views.transfer_close, name="transfer_close"),
]
