from django.urls import path

from sip.takeover import views

urlpatterns = [
    path("overtaganden/", views.takeover_list, name="takeover_list"),
    path("overtaganden/<uuid:pk>/", views.takeover, name="takeover"),
]
