"""Who reaches the pages of this app. Leave to read can be given to anybody, so the relation decides. [security 13]"""

from core.access.routes import SIGNED_IN, Route
from core.roles import Role
from followup.policies import ANSWERERS, COMMENTERS, COMPILERS, LEADERS, READERS, RELEASERS, WRITERS

READ = {"GET"}
POST = {"POST"}
BOTH = {"GET", "POST"}
VISIBLE = "visible follow-up, or an area one follows"
REGION = "published; unpublished: compiles"
LEADS = "leads the area's group"

ROUTES = [
    Route("followup:overview", READ, SIGNED_IN, relation="visible follow-ups"),
    Route("followup:patterns", READ, READERS, relation="published quarters; unpublished: compiles"),
    Route(
        "followup:pattern_rows", READ, READERS, object="quarter's patterns", relation="visible quarter; rows: visible"
    ),
    Route("followup:pattern_release", BOTH, COMPILERS, object="quarter's patterns", relation="compiles; two persons"),
    Route("followup:region", READ, READERS, object="region's year", relation=REGION),
    Route("followup:region_csv", READ, READERS, object="region's year", relation=REGION),
    Route("followup:region_report", POST, READERS, object="region's year", relation=REGION),
    Route("followup:region_texts", READ, COMPILERS, object="region's year", relation="compiles"),
    Route("followup:region_section", POST, COMPILERS, object="region's text", relation="compiles"),
    Route("followup:region_collect", POST, COMPILERS, object="region's year", relation="compiles"),
    Route("followup:region_finish", POST, COMPILERS, object="region's year", relation="compiles"),
    Route("followup:region_reopen", POST, COMPILERS, object="region's year", relation="compiles"),
    Route("followup:region_release", BOTH, COMPILERS, object="region's year", relation="compiles; two persons"),
    Route("followup:open_figures_csv", READ, SIGNED_IN, relation="released figures of visible follow-ups"),
    Route("followup:open_figures_json", READ, SIGNED_IN, relation="released figures of visible follow-ups"),
    Route("followup:opened", READ, SIGNED_IN, object="follow-up", relation="visible follow-up"),
    Route("followup:year", READ, SIGNED_IN, object="area's year", relation=VISIBLE),
    Route("followup:figures_csv", READ, SIGNED_IN, object="area's year", relation=VISIBLE),
    Route(
        "followup:rows",
        READ,
        SIGNED_IN,
        object="area's year",
        relation=f"{VISIBLE}; rows: visible",
        reads_child=True,
        shows_more=True,
    ),
    Route("followup:texts", READ, SIGNED_IN, object="area's year", relation="visible follow-up"),
    Route("followup:section_save", POST, WRITERS, object="follow-up's text", relation="writes for the area"),
    Route("followup:make_report", POST, SIGNED_IN, object="area's year", relation=VISIBLE),
    Route("followup:recount", POST, LEADERS | COMPILERS, object="area's year", relation="leads or compiles"),
    Route("followup:collect", POST, LEADERS, object="area's year", relation=LEADS),
    Route("followup:finish", POST, WRITERS, object="area's year", relation="writes for the area"),
    Route("followup:comment", BOTH, COMMENTERS, object="area's year", relation="of the area's own groups"),
    Route("followup:reopen", POST, LEADERS, object="area's year", relation=LEADS),
    Route("followup:adopt", BOTH, LEADERS, object="area's year", relation=LEADS),
    Route(
        "followup:report", BOTH, RELEASERS, object="area's year", relation="steers the area or compiles; not the maker"
    ),
    Route("followup:reply", BOTH, ANSWERERS, object="area's year", relation="sent on; works at the regional level"),
    Route("followup:leave", BOTH, LEADERS, object="area's year", relation=LEADS),
    Route("followup:leave_end", POST, LEADERS, object="leave to read", relation=LEADS),
    Route("followup:job", READ, SIGNED_IN, object="report job", relation="own job, or of an area one follows"),
    Route(
        "followup:report_pdf",
        READ,
        SIGNED_IN,
        object="report job",
        relation="own job, or of an area one follows",
        pace="pdf",
    ),
    Route("followup:parked", READ, {Role.REGION_ADMIN}, relation="own region, neither figures nor text"),
]
