from django.urls import path, re_path

from sip.surveys.views import answering, handing, results

urlpatterns = [
    path("svara/", answering.survey_start, name="survey_start"),
    re_path(r"^svara/(?P<code>[0-9]{12})/$", answering.survey_link, name="survey_link"),
    path("svara/fragor/", answering.survey_questions, name="survey_questions"),
    path("svara/skicka/", answering.survey_answer, name="survey_answer"),
    path("svara/tack/", answering.survey_thanks, name="survey_thanks"),
    path("planer/moten/<uuid:pk>/enkat/", handing.survey_hand_out, name="survey_hand_out"),
    path("planer/enkater/<uuid:pk>/", handing.survey_sheet, name="survey_sheet"),
    path("planer/enkater/<uuid:pk>/pdf/", handing.survey_sheet_pdf, name="survey_sheet_pdf"),
    path("planer/enkater/<uuid:pk>/platta/", handing.survey_tablet, name="survey_tablet"),
    path("enkatsvar/", results.survey_results, name="survey_results"),
]
