from django.urls import path

from groups.documents import views

urlpatterns = [
    path("moten/<uuid:pk>/handlingar/ny/", views.document_add, name="document_add"),
    path("moten/handlingar/<uuid:pk>/", views.document_fetch, name="document_fetch"),
    path("moten/handlingar/<uuid:pk>/ta-bort/", views.document_remove, name="document_remove"),
]
