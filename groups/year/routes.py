"""Who reaches the pages of a group's year: any assignment, and then the relation decides. [security 13]"""

from core.access.routes import SIGNED_IN, Route

READ = {"GET", "HEAD"}
BOTH = {"GET", "HEAD", "POST"}
SEES = "adopted, or of an own forum"
LEADS = "leads the forum"
ROUTES = [
    Route("groups:year_detail", READ, SIGNED_IN, object="forum", relation="forum of own region"),
    Route("groups:action_plan_list", READ, SIGNED_IN, relation="own region"),
    Route("groups:action_plan_new", BOTH, SIGNED_IN, object="forum", relation=LEADS),
    Route("groups:action_plan_detail", READ, SIGNED_IN, object="action plan", relation=SEES),
    Route("groups:action_plan_write", READ, SIGNED_IN, object="action plan", relation=LEADS),
    Route("groups:action_plan_note", BOTH, SIGNED_IN, object="action plan", relation=LEADS),
    Route("groups:plan_focus_save", {"POST"}, SIGNED_IN, object="plan focus", relation=LEADS),
    Route("groups:plan_focus_note", BOTH, SIGNED_IN, object="plan focus", relation=LEADS),
    Route("groups:plan_activity_note", BOTH, SIGNED_IN, object="plan activity", relation=LEADS),
    Route("groups:obstacle_list", READ, SIGNED_IN, object="own forum", relation="own forum"),
    Route("groups:obstacle_new", BOTH, SIGNED_IN, object="own forum", relation=LEADS),
    Route("groups:obstacle_note", BOTH, SIGNED_IN, object="obstacle", relation=LEADS),
    Route("groups:need_new", BOTH, SIGNED_IN, object="own forum", relation=LEADS),
    Route("groups:need_note", BOTH, SIGNED_IN, object="target group", relation=LEADS),
    Route("groups:duty_list", READ, SIGNED_IN, object="own forum", relation="own forum"),
    Route("groups:duty_note", BOTH, SIGNED_IN, object="own forum", relation=LEADS),
]
