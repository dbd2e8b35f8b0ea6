"""Who reaches the pages of this app. [security 13]"""

from core.access.routes import PUBLIC, SIGNED_IN, Route
from core.roles import Role
from deviations.policies.verbs import REPORTERS
from deviations.policies.visible import ANSWERERS
from deviations.verbs import VERBS

ROUTES = [
    Route("deviations:my_list", {"GET"}, SIGNED_IN, relation="own reports and drafts"),
    Route("deviations:report", {"GET", "POST"}, REPORTERS, relation="works in a unit"),
    Route("deviations:drop_draft", {"POST"}, REPORTERS, object="deviation draft", relation="owner"),
    Route("deviations:inbox", {"GET"}, ANSWERERS, relation="visible reports"),
    Route("deviations:guest_invite", {"GET", "POST"}, REPORTERS, relation="works in a unit"),
    Route("deviations:guest_end", {"POST"}, REPORTERS, object="deviation guest", relation="invited it"),
    Route("deviations:guest", {"GET", "POST"}, PUBLIC, relation="holds the address"),
    Route("deviations:guest_thanks", {"GET"}, PUBLIC),
    Route("deviations:learned", {"GET"}, SIGNED_IN, relation="what was published in the region"),
    Route("deviations:patterns", {"GET"}, {Role.SECRETARIAT_OFFICER}, relation="the secretariat's"),
    Route("deviations:pattern", {"GET"}, {Role.SECRETARIAT_OFFICER}, object="deviation pattern", relation="gathers it"),
    Route(
        "deviations:pattern_note",
        {"GET", "POST"},
        {Role.SECRETARIAT_OFFICER},
        object="deviation pattern",
        relation="gathers it",
    ),
    Route("deviations:detail", {"GET"}, SIGNED_IN, object="deviation", relation="visible report"),
    *(Route(f"deviations:{name}", {"POST"}, SIGNED_IN, object="deviation", relation=f"may {name}") for name in VERBS),
    Route("deviations:grant", {"GET", "POST"}, {Role.SECRETARIAT_OFFICER}, object="deviation", relation="handles it"),
    Route("deviations:end_grant", {"POST"}, {Role.SECRETARIAT_OFFICER}, object="deviation grant", relation="gave it"),
]
