from django.urls import path

from core.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.log_review, name="review"),
    path("slutsats/", views.log_conclude, name="conclude"),
    path("arende/<uuid:case_id>/", views.case_log, name="case_log"),
]
