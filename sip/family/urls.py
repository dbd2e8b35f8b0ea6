from django.urls import path

from sip.family import views

urlpatterns = [
    path("information/", views.sheet_list, name="sheet_list"),
    path("information/sprak/", views.family_languages, name="family_languages"),
    path("information/<slug:slug>/", views.sheet, name="sheet"),
    path("information/<slug:slug>/pdf/", views.sheet_pdf, name="sheet_pdf"),
]
