from django.urls import path

from core.organisations import views
from core.organisations.administration import unit_views as administration
from core.organisations.restructuring import views as restructuring

app_name = "organisations"
urlpatterns = [
    path("enheter/", views.unit_list, name="unit_list"),
    path("enheter/<uuid:pk>/", views.unit_detail, name="unit_detail"),
    path("enheter/<uuid:pk>/beskrivning/", administration.unit_describe, name="unit_describe"),
    path("andringar/", restructuring.change_list, name="change_list"),
    path("andringar/ny/", restructuring.change_propose, name="change_propose"),
    path("andringar/<uuid:pk>/", restructuring.change_decide, name="change_decide"),
    path("omraden/", views.area_list, name="area_list"),
    path("omraden/<uuid:pk>/", views.area_detail, name="area_detail"),
]
