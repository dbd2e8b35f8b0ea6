from django.urls import path, re_path

from groups.meetings.urls import UUID
from groups.proposals import views
from groups.proposals.questions import QUESTIONS

urlpatterns = [
    path("<uuid:pk>/forslag/", views.proposal_list, name="proposal_list"),
    path("<uuid:pk>/forslag/nytt/", views.proposal_new, name="proposal_new"),
    re_path(
        f"^forslag/(?P<pk>{UUID})/(?P<question>{'|'.join(QUESTIONS)})/$", views.proposal_note, name="proposal_note"
    ),
]
