"""The tables of this app. [security 3]"""

CHILD_LEVEL: set[str] = set()
REGION_LEVEL = {
    "followup_annualfollowup",
    "followup_followupcomment",
    "followup_followupsection",
    "followup_annualfollowupgrant",
    "followup_regionalreply",
    "followup_counting",
    "followup_figure",
    "followup_tally",
    "followup_compilation",
    "followup_compilationsection",
    "followup_regioncount",
    "followup_regiontally",
    "followup_patterncount",
    "followup_patterntally",
    "followup_reportjob",
    "followup_reportfile",
}
OPEN: set[str] = set()
DEFINERS = {
    "follow_up_area_ids",
    "visible_follow_up_ids",
    "writable_follow_up_ids",
    "movable_follow_up_ids",
    "answerable_follow_up_ids",
    "forum_children",
    "plan_children",
}
