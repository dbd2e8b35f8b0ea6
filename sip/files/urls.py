from django.urls import path

from sip.files import views

urlpatterns = [
    path("samtycken/<uuid:pk>/blankett/", views.paper_add, name="paper_add"),
    path("filer/<uuid:pk>/", views.file_fetch, name="file_fetch"),
]
