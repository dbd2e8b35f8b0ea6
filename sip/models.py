"""All models of the child level."""

from sip.cases.models import (
    Case,
    CaseChild,
    CaseDeviation,
    ChildCase,
    ConcernedManager,
    ConcernedUnit,
    ForumCase,
    Participation,
)
from sip.children.models import Child, ChildIdentifier, Contact, Guardian, NeedAssessment
from sip.consent.models import Consent, ConsentGiver, ConsentUnit
from sip.disclosures.models import Contribution, Disclosure
from sip.drafts.models import Draft
from sip.files.models import StoredFile
from sip.individual_forum.models import Call, Decision, Minutes, MinutesSection, Occasion
from sip.plans.models import (
    CostRecord,
    FiledCopy,
    Handover,
    OtherPlan,
    PlanGoal,
    PlanInvitation,
    PlanMeasure,
    PlanMeeting,
    PlanOffer,
    PlanRole,
    PlanSection,
    PlanVersion,
    PlanVoice,
    SipPlan,
)

__all__ = [
    "Call",
    "Case",
    "CaseChild",
    "CaseDeviation",
    "Child",
    "ChildCase",
    "ChildIdentifier",
    "ConcernedManager",
    "ConcernedUnit",
    "Consent",
    "ConsentGiver",
    "ConsentUnit",
    "Contact",
    "Contribution",
    "CostRecord",
    "Decision",
    "Disclosure",
    "Draft",
    "FiledCopy",
    "ForumCase",
    "Guardian",
    "Handover",
    "Minutes",
    "MinutesSection",
    "NeedAssessment",
    "Occasion",
    "OtherPlan",
    "Participation",
    "PlanGoal",
    "PlanInvitation",
    "PlanMeasure",
    "PlanMeeting",
    "PlanOffer",
    "PlanRole",
    "PlanSection",
    "PlanVersion",
    "PlanVoice",
    "SipPlan",
    "StoredFile",
]
