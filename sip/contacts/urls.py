from django.urls import path

from sip.contacts import views

urlpatterns = [
    path("<uuid:pk>/kollegor/", views.contact_add, name="contact_add"),
    path("<uuid:pk>/kollegor/lamna/", views.contact_leave, name="contact_leave"),
]
