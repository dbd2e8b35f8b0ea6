from django.urls import path

from core.organisations import views

app_name = "organisations"
urlpatterns = [
    path("enheter/", views.unit_list, name="unit_list"),
    path("enheter/<uuid:pk>/", views.unit_detail, name="unit_detail"),
    path("omraden/", views.area_list, name="area_list"),
    path("omraden/<uuid:pk>/", views.area_detail, name="area_detail"),
]
