from django.urls import path

from core.finding import saving_views, views

app_name = "finding"
urlpatterns = [
    path("", views.search, name="search"),
    path("urval/nytt/", saving_views.filter_save, name="filter_save"),
    path("urval/<uuid:pk>/ta-bort/", saving_views.filter_remove, name="filter_remove"),
]
