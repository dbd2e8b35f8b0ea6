"""The words a profile may use where the domain has a closed list. [domain 1-5]"""

FORUM_KINDS = (
    "political_presidium",
    "regional_group",
    "secretariat",
    "municipal_prep_group",
    "region_prep_group",
    "political_consultation",
    "managers_forum",
    "preparatory_group",
    "political_forum",
    "local_group",
    "steering_group",
    "working_group",
    "temporary_group",
    "individual_forum",
    "sip_meeting",
    "cost_meeting",
)
MANAGERS_GROUPS = ("steering_group", "local_group")  # one slot in the tree, by either name
TIERS = ("regional", "local", "individual")
SIDES = ("political", "officials")
PLACES = ("region", "area", "district", "case")
SEATS_PER = ("forum", "each_municipality", "each_unit_type")
SEVERITIES = ("warning", "breach")
MANDATES = ("none", "limited", "unit", "principal")
PERIODS = ("term", "year")
PRINCIPAL_KINDS = ("region", "municipality", "independent_school")
DEADLINE_UNITS = ("day", "month", "year", "per_term", "per_year", "none")
CALENDARS = ("calendar", "working")
LADDER_STEPS = ("line_manager", "responsible_managers", *FORUM_KINDS)
DIMENSIONS = ("rules", "organisation", "view")
DIRECTIONS = ("", "up", "down", "exact")
KEPT_DOCUMENTS = ("child_record", "concern", "placement", "forum_case", "plan", "consent", "piece", "filed_copy")
PLACEMENT_NOTICES = ("residence", "joint_planning", "health_exam", "dental_exam")
CONSENT_PURPOSES = ("forum_occasion", "steering_escalation", "sip", "information_transfer", "unborn")
CONSENT_RULES = ("all_guardians", "one_guardian", "guardians_and_child", "child_if_mature", "individual")
KEEPS = ("years", "age", "never")
ASSESSMENTS = ("not_asked", "asked", "required")
