from django.urls import path

from sip.retention import views

urlpatterns = [
    path("gallring/", views.retention_list, name="retention_list"),
    path("gallring/stopp/", views.retention_holds, name="retention_holds"),
    path("gallring/stopp/nytt/", views.retention_hold_case, name="retention_hold_case"),
    path("gallring/stopp/<uuid:pk>/hav/", views.retention_lift, name="retention_lift"),
    path("gallring/<uuid:pk>/", views.retention_detail, name="retention_detail"),
    path("gallring/<uuid:pk>/godkann/", views.retention_approve, name="retention_approve"),
    path("gallring/<uuid:pk>/avsla/", views.retention_reject, name="retention_reject"),
    path("gallring/<uuid:pk>/stoppa/", views.retention_hold, name="retention_hold"),
]
