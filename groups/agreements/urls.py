from django.urls import path, re_path

from groups.agreements import views, writing_views
from groups.agreements.questions import ASKED_QUESTIONS, PARTY_QUESTIONS, QUESTIONS
from groups.meetings.urls import UUID

WAYS, OF_PARTY, OF_ASKED = ("|".join(one) for one in (QUESTIONS, PARTY_QUESTIONS, ASKED_QUESTIONS))
A = "overenskommelser/"
urlpatterns = [
    path(A, views.agreement_list, name="agreement_list"),
    path("<uuid:pk>/overenskommelser/ny/", views.agreement_new, name="agreement_new"),
    path(f"{A}<uuid:pk>/", views.agreement_detail, name="agreement_detail"),
    path(f"{A}<uuid:pk>/skriv/", writing_views.agreement_write, name="agreement_write"),
    path(f"{A}kapitel/<uuid:pk>/", writing_views.chapter_save, name="chapter_save"),
    path(f"{A}<uuid:pk>/overenskommelse.pdf", views.agreement_pdf, name="agreement_pdf"),
    path(f"{A}<uuid:pk>/halls/", views.agreement_kept, name="agreement_kept"),
    path(f"{A}<uuid:pk>/jamfor/", views.agreement_compare, name="agreement_compare"),
    path(f"{A}<uuid:pk>/bilaga/", views.agreement_annex, name="agreement_annex"),
    path(f"{A}filer/<uuid:pk>/", views.agreement_file, name="agreement_file"),
    path(f"{A}filer/<uuid:pk>/ta-bort/", views.agreement_annex_remove, name="agreement_annex_remove"),
    path(f"{A}parter/<uuid:pk>/skriv-under/", views.agreement_sign, name="agreement_sign"),
    path(f"{A}parter/<uuid:pk>/papper/", views.agreement_paper, name="agreement_paper"),
    path(f"{A}parter/<uuid:pk>/folj-upp/", views.party_note, {"question": "folj-upp"}, name="agreement_look_at"),
    path(f"{A}<uuid:pk>/utvardera/", views.agreement_note, {"question": "utvardera"}, name="agreement_evaluate"),
    re_path(f"^{A}parter/(?P<pk>{UUID})/(?P<question>{OF_PARTY})/$", views.party_note, name="party_note"),
    re_path(f"^{A}remiss/(?P<pk>{UUID})/(?P<question>{OF_ASKED})/$", views.asked_note, name="asked_note"),
    re_path(f"^{A}(?P<pk>{UUID})/(?P<question>{WAYS})/$", views.agreement_note, name="agreement_note"),
]
