from sip.access.plan_questions import REMEMBERED

CHILD_LEVEL = {
    f"sip_{name}"
    for name in (
        "sipplan planoffer planrole handover planmeeting planinvitation plansection planvoice plangoal planmeasure "
        "planversion otherplan externalchange costrecord filedcopy plantelling plananswer sortedtext"
    ).split()
}
DEFINERS = {
    *REMEMBERED,
    *(f"asked_{name}" for name in REMEMBERED),
    "visible_filed_copy_ids",
    "is_own_invitation",
    "plan_needs_consent",
    "copy_is_the_version",
    "other_plan_is_shown",
}
