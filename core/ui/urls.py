from django.urls import path

from core.ui import catalogue, views

app_name = "ui"
urlpatterns = [
    path("uppdrag/", views.acting, name="acting"),
    path("aktiv/", views.keep_alive, name="keep_alive"),
    path("tema/<slug:code>.css", views.theme_css, name="theme"),
    path("csp-rapport/", views.csp_report, name="csp_report"),
    path("ordlista/", views.glossary_page, name="glossary"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("personuppgifter/", views.privacy, name="privacy"),
    path("komponenter/", catalogue.catalogue, name="catalogue"),
    path("komponenter/<slug:key>/", catalogue.component, name="component"),
]
