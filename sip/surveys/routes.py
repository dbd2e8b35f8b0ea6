"""Who reaches the survey: families without sign-in, those who lead the plan, those who see its figures."""

from core.access.routes import PUBLIC, Route
from sip.plans.routes import BOTH, POST, READ, route
from sip.surveys.policies import FIGURE_READERS

ROUTES = [
    Route("sip:survey_start", READ, PUBLIC),
    Route("sip:survey_link", READ, PUBLIC),
    Route("sip:survey_questions", POST, PUBLIC),
    Route("sip:survey_answer", POST, PUBLIC),
    Route("sip:survey_thanks", READ, PUBLIC),
    route("survey_hand_out", BOTH, "plan meeting", "leads the plan"),
    route("survey_sheet", READ, "survey", "leads the plan"),
    route("survey_sheet_pdf", READ, "survey", "leads the plan", pace="pdf"),
    route("survey_tablet", POST, "survey", "leads the plan"),
    Route("sip:survey_results", READ, FIGURE_READERS, relation="sums of the own area or region"),
]
