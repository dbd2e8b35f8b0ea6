"""The roles of domain.md 2: the only role identifiers there are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    POLITICAL_MEMBER = "political_member", _("Förtroendevald")  # A-01..A-03
    REGIONAL_MEMBER = "regional_member", _("Ledamot i regionala gruppen")
    SECRETARIAT_OFFICER = "secretariat_officer", _("Handläggare vid sekretariatet")
    PREP_MEMBER = "prep_member", _("Ledamot i beredande grupp")
    MANAGERS_FORUM_MEMBER = "managers_forum_member", _("Ledamot i chefsforum")
    SUPPORT_UNIT_OFFICER = "support_unit_officer", _("Handläggare vid regionens stödfunktion")
    GROUP_CHAIR = "group_chair", _("Ordförande i styrgruppen")
    STEERING_MEMBER = "steering_member", _("Ledamot i styrgruppen")
    WORKING_CONVENOR = "working_convenor", _("Sammankallande för arbetsgruppen")
    FORUM_CONVENOR = "forum_convenor", _("Sammankallande för individforum")
    WORKING_MEMBER = "working_member", _("Ledamot i arbetsgruppen")
    GROUP_COORDINATOR = "group_coordinator", _("Samordnare för BUS-gruppen")
    SIP_COORDINATOR = "sip_coordinator", _("SIP-samordnare")
    UNIT_MANAGER = "unit_manager", _("Enhetschef")
    LINE_MANAGER = "line_manager", _("Närmaste chef")
    CASEWORKER = "caseworker", _("Handläggare")
    SCHOOL_PRINCIPAL_HEAD = "school_principal_head", _("Rektor")
    SCHOOL_AREA_HEAD = "school_area_head", _("Grundskolechef")
    HABILITATION_COORDINATOR = "habilitation_coordinator", _("Samordningsansvarig i habiliteringen")
    INDEPENDENT_SCHOOL_REP = "independent_school_rep", _("Företrädare för fristående skolor")
    INTEREST_REP = "interest_rep", _("Företrädare för intresseorganisation")
    REGION_ADMIN = "region_admin", _("Regionens administratör")
    PLATFORM_ADMIN = "platform_admin", _("Portalens administratör")
    LOG_REVIEWER = "log_reviewer", _("Logggranskare")
    RECORDS_OFFICER = "records_officer", _("Arkivansvarig")


# Those who lead a unit: they may see the cases their own unit takes part in. [security 2, row 3]
UNIT_LEADERS = frozenset({Role.UNIT_MANAGER, Role.LINE_MANAGER, Role.SCHOOL_PRINCIPAL_HEAD})
# Those who lead the managers' group of an area, by either of its names. [X-17]
AREA_LEADERS = frozenset({Role.GROUP_CHAIR, Role.GROUP_COORDINATOR})
# Those who meet children in their work and may raise a need.
CASE_ROLES = frozenset({Role.CASEWORKER, *UNIT_LEADERS})
# Those whom a forum's case may come to: who works with it, who calls, who is named to decide. [security 2, rows 3-9]
CASE_READERS = frozenset({*CASE_ROLES, Role.FORUM_CONVENOR, Role.STEERING_MEMBER, *AREA_LEADERS})
# Those who work with collaboration from within a unit; others see, decide or administer but do not report. [P-90]
REPORTERS = frozenset(
    {
        Role.CASEWORKER,
        *UNIT_LEADERS,
        Role.HABILITATION_COORDINATOR,
        Role.SCHOOL_AREA_HEAD,
        Role.INDEPENDENT_SCHOOL_REP,
        Role.FORUM_CONVENOR,
        Role.SIP_COORDINATOR,
        Role.WORKING_MEMBER,
        Role.WORKING_CONVENOR,
        Role.STEERING_MEMBER,
        Role.GROUP_CHAIR,
        Role.GROUP_COORDINATOR,
    }
)
