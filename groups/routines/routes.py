"""Who reaches the pages of routines: any assignment, and then the relation decides. [security 13]"""

from core.access.routes import SIGNED_IN, Route

READ = {"GET", "HEAD"}
BOTH = {"GET", "HEAD", "POST"}
SEES = "decided, or of an own forum"
LEADS = "leads the forum"
ROUTES = [
    Route("groups:routine_list", READ, SIGNED_IN, relation="own region"),
    Route("groups:routine_coverage", READ, SIGNED_IN, relation="own region"),
    Route("groups:routine_beside", READ, SIGNED_IN, relation="own region"),
    Route("groups:routine_new", BOTH, SIGNED_IN, object="forum", relation=LEADS),
    Route("groups:routine_detail", READ, SIGNED_IN, object="routine", relation=SEES),
    Route("groups:routine_write", READ, SIGNED_IN, object="routine", relation="sits in the forum"),
    Route("groups:routine_section_save", {"POST"}, SIGNED_IN, object="routine section", relation="sits in the forum"),
    Route("groups:routine_compare", READ, SIGNED_IN, object="routine", relation=SEES),
    Route("groups:routine_original", BOTH, SIGNED_IN, object="routine", relation=SEES),
    Route("groups:routine_adapt", BOTH, SIGNED_IN, object="routine", relation="leads a group of an area"),
    Route("groups:routine_attach", BOTH, SIGNED_IN, object="routine", relation=LEADS),
    Route("groups:routine_file", READ, SIGNED_IN, object="routine file", relation=SEES),
    Route("groups:routine_file_remove", BOTH, SIGNED_IN, object="routine file", relation=LEADS),
    Route("groups:routine_note", BOTH, SIGNED_IN, object="routine", relation=LEADS),
]
