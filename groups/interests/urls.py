from django.urls import path

from groups.interests import views

urlpatterns = [path("moten/beslut/<uuid:pk>/barnets-basta/", views.decision_interests, name="decision_interests")]
