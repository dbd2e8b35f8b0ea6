from django.urls import path

from sip.time_enquiry import views

urlpatterns = [
    path("arenden/<uuid:pk>/tider/", views.time_enquiry, name="time_enquiry"),
    path("fragor-om-tider/<uuid:pk>/", views.time_question, name="time_question"),
]
