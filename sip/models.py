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
from sip.placements.models import HealthExam, Placement, PlacementStep, ProtectedResidence
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
from sip.transitions.models import Transition, TransitionUnit

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
    "HealthExam",
    "Minutes",
    "MinutesSection",
    "NeedAssessment",
    "Occasion",
    "OtherPlan",
    "Participation",
    "Placement",
    "PlacementStep",
    "PlanGoal",
    "PlanInvitation",
    "PlanMeasure",
    "PlanMeeting",
    "PlanOffer",
    "PlanRole",
    "PlanSection",
    "PlanVersion",
    "PlanVoice",
    "ProtectedResidence",
    "SipPlan",
    "StoredFile",
    "Transition",
    "TransitionUnit",
]
