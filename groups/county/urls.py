from django.urls import path

from groups.county import views

urlpatterns = [path("moten/aret/", views.county_year, name="county_year")]
