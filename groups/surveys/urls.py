from django.urls import path

from groups.surveys import views

urlpatterns = [
    path("enkater/", views.survey_list, name="survey_list"),
    path("enkater/skicka/", views.survey_send, name="survey_send"),
    path("enkater/alla/<slug:kind>/<int:year>/", views.survey_compiled, name="survey_compiled"),
    path("enkater/<uuid:pk>/", views.survey_detail, name="survey_detail"),
    path("enkater/<uuid:pk>/svara/", views.survey_answer, name="survey_answer"),
    path("enkater/<uuid:pk>/till-planen/<slug:axis>/", views.survey_into_plan, name="survey_into_plan"),
    path("<uuid:pk>/enkater/ny/", views.survey_new, name="survey_new"),
]
