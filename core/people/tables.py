REGION_LEVEL = {
    "people_person",
    "people_roleassignment",
    "people_invitation",
    "people_rolebatch",
    "people_roleproposal",
    "people_factorreset",
}
OPEN = {"people_user", "people_user_groups", "people_user_user_permissions", "people_session", "people_demosignin"}
DEFINERS = {
    "acting_row",
    "child_level_row",
    "session_actor",
    "assignments_of_session",
    "job_regions",
    "invitation_region",
}
