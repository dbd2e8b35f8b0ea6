"""Who reaches the family's papers: they hold no child, so whoever works here may hand them over."""

from core.access import Acting
from core.access.routes import SIGNED_IN, Route
from core.roles import CASE_ROLES, Role

READ = {"GET", "HEAD"}
# Those who hand the papers over, and those who see to it that the texts are right; never the family.
WORKERS = CASE_ROLES | {
    Role.FORUM_CONVENOR,
    Role.SIP_COORDINATOR,
    Role.GROUP_COORDINATOR,
    Role.HABILITATION_COORDINATOR,
    Role.SECRETARIAT_OFFICER,
    Role.REGION_ADMIN,
    Role.PLATFORM_ADMIN,
}


def sees_to_texts(acting: Acting) -> bool:
    """Whether the list of languages is a part of this assignment's work, and so of its menu."""
    return acting.role in {Role.REGION_ADMIN, Role.PLATFORM_ADMIN}


ROUTES = [
    Route("sip:sheet_list", READ, SIGNED_IN, relation="text for everyone"),
    Route("sip:sheet", READ, SIGNED_IN, relation="text for everyone"),
    Route("sip:sheet_pdf", READ, SIGNED_IN, relation="text for everyone", pace="pdf"),
    Route("sip:family_languages", READ, WORKERS, relation="which translations a person has read"),
]
