"""Who reaches the groups' surveys: the group reads, who sits there answers, its leader or the region's sender opens."""

from core.access.routes import SIGNED_IN, Route

READ, BOTH = {"GET", "HEAD"}, {"GET", "HEAD", "POST"}
OWN = "own forum"
ROUTES = [
    Route("groups:survey_list", READ, SIGNED_IN),
    Route("groups:survey_send", BOTH, SIGNED_IN, relation="sends the yearly survey"),
    Route("groups:survey_compiled", READ, SIGNED_IN, relation="compiles all groups' surveys"),
    Route("groups:survey_detail", READ, SIGNED_IN, object="survey round", relation=OWN),
    Route("groups:survey_answer", BOTH, SIGNED_IN, object="survey round", relation="sits in the forum"),
    Route("groups:survey_into_plan", {"POST"}, SIGNED_IN, object="survey round", relation="convenes the forum"),
    Route("groups:survey_new", BOTH, SIGNED_IN, object="forum", relation="convenes the forum"),
]
