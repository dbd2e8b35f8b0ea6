"""Who notes a no to a plan, and who sees the pattern of them all."""

from core.access.routes import Route
from sip.plans.routes import BOTH, READ, route
from sip.refusals.policies import FIGURE_READERS

ROUTES = [
    route("refusal_note", BOTH, "plan", "leads the plan"),
    Route("sip:refusal_pattern", READ, FIGURE_READERS, relation="counts of the own region"),
]
