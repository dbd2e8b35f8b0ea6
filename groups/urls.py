from django.urls import path

from groups import views
from groups.agreements.urls import urlpatterns as agreements
from groups.assignments.urls import urlpatterns as tasks
from groups.calendar.urls import urlpatterns as calendar
from groups.county.urls import urlpatterns as county
from groups.documents.urls import urlpatterns as documents
from groups.evaluation.urls import urlpatterns as evaluation
from groups.frequency.views import period
from groups.headings.urls import urlpatterns as headings
from groups.interests.urls import urlpatterns as interests
from groups.lifting.urls import urlpatterns as lifting
from groups.meetings.urls import urlpatterns as meetings
from groups.news.urls import urlpatterns as news
from groups.polls.urls import urlpatterns as polls
from groups.proposals.urls import urlpatterns as proposals
from groups.receipts.urls import urlpatterns as receipts
from groups.routines.urls import urlpatterns as routines
from groups.seats.urls import urlpatterns as seats
from groups.surveys.urls import urlpatterns as surveys
from groups.trainings.urls import urlpatterns as trainings
from groups.voices.urls import urlpatterns as voices
from groups.year.urls import urlpatterns as year

app_name = "groups"
urlpatterns = [
    path("", views.forum_tree, name="forum_tree"),
    *calendar,
    *county,
    *documents,
    *meetings,
    *headings,
    *polls,
    *proposals,
    *trainings,
    *voices,
    *surveys,
    *evaluation,
    *interests,
    path("perioder/<uuid:pk>/", period, name="period"),
    *tasks,
    *lifting,
    *agreements,
    *receipts,
    *news,
    *routines,
    *seats,
    *year,
    path("<uuid:pk>/", views.forum_detail, name="forum_detail"),
]
