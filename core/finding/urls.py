from django.urls import path

from core.finding import views

app_name = "finding"
urlpatterns = [path("", views.search, name="search")]
