"""Who reaches the pages of this app. [security 13]"""

from core.access.routes import SIGNED_IN, Route
from groups.agreements.routes import ROUTES as AGREEMENTS
from groups.assignments.routes import ROUTES as TASKS
from groups.calendar.routes import ROUTES as CALENDAR
from groups.county.routes import ROUTES as COUNTY
from groups.documents.routes import ROUTES as DOCUMENTS
from groups.evaluation.routes import ROUTES as EVALUATION
from groups.headings.routes import ROUTES as HEADINGS
from groups.interests.routes import ROUTES as INTERESTS
from groups.lifting.routes import ROUTES as LIFTING
from groups.meetings.routes import ROUTES as MEETINGS
from groups.news.routes import ROUTES as NEWS
from groups.polls.routes import ROUTES as POLLS
from groups.proposals.routes import ROUTES as PROPOSALS
from groups.receipts.routes import ROUTES as RECEIPTS
from groups.routines.routes import ROUTES as ROUTINES
from groups.seats.routes import ROUTES as SEATS
from groups.surveys.routes import ROUTES as SURVEYS
from groups.trainings.routes import ROUTES as TRAININGS
from groups.voices.routes import ROUTES as VOICES
from groups.year.routes import ROUTES as YEAR

ROUTES = [
    Route("groups:forum_tree", {"GET"}, SIGNED_IN, relation="own region"),
    Route("groups:forum_detail", {"GET"}, SIGNED_IN, object="forum", relation="forum of own region"),
    Route("groups:period", {"GET"}, SIGNED_IN, object="forum period", relation="period of an own forum"),
    *MEETINGS,
    *HEADINGS,
    *POLLS,
    *PROPOSALS,
    *TRAININGS,
    *VOICES,
    *SURVEYS,
    *EVALUATION,
    *INTERESTS,
    *CALENDAR,
    *COUNTY,
    *DOCUMENTS,
    *TASKS,
    *LIFTING,
    *AGREEMENTS,
    *RECEIPTS,
    *NEWS,
    *ROUTINES,
    *SEATS,
    *YEAR,
]
