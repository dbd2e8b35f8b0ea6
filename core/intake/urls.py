from django.urls import path

from core.intake import views

app_name = "intake"
urlpatterns = [
    path("", views.start, name="start"),
    path("mall/<slug:kind>.<slug:ending>", views.template, name="template"),
    path("<uuid:pk>/", views.review, name="review"),
    path("<uuid:pk>/slang/", views.discard, name="discard"),
]
