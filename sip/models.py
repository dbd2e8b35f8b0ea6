"""All models of the child level."""

from sip.cases.models import (
    Case,
    CaseChild,
    CaseDeviation,
    CaseNoticed,
    ChildCase,
    ConcernedManager,
    ConcernedUnit,
    DecisionReceipt,
    ForumCase,
    Participation,
)
from sip.children.models import (
    Child,
    ChildIdentifier,
    ChildPerson,
    Contact,
    ExpectedBirth,
    Guardian,
    GuardianBar,
    NumberChange,
    ProtectedData,
)
from sip.consent.models import Consent, ConsentGiver, ConsentUnit
from sip.disclosures.models import Contribution, Disclosure, FiledPiece
from sip.drafts.models import Draft
from sip.extracts.models import Extract, ExtractItem
from sip.family.sorting.models import SortedText
from sip.files.models import StoredFile
from sip.first_line.models import FirstLineAsk
from sip.individual_forum.models import Call, Decision, Minutes, MinutesSection, Occasion
from sip.lss.models import LssOffer
from sip.needs.models import ChecklistStep, ConcernNote, InformationGiven, NeedAssessment
from sip.placements.models import HealthExam, Placement, PlacementNotice, PlacementStep, ProtectedResidence
from sip.plans.models import (
    CostRecord,
    ExternalChange,
    FiledCopy,
    Handover,
    OtherPlan,
    PlanAnswer,
    PlanGoal,
    PlanInvitation,
    PlanMeasure,
    PlanMeeting,
    PlanOffer,
    PlanRole,
    PlanSection,
    PlanTelling,
    PlanVersion,
    PlanVoice,
    SipPlan,
)
from sip.pool.models import PoolAsk
from sip.refusals.models import Refusal
from sip.retention.models import (
    RetentionApproval,
    RetentionHold,
    RetentionLedger,
    RetentionProof,
    RetentionProposal,
)
from sip.signatures.models import ConsentSignature
from sip.surveys.models import SurveyCode, SurveyTally
from sip.takeover.models import Takeover
from sip.time_enquiry.models import TimeEnquiry, TimeQuestion
from sip.transfers.models import Transfer
from sip.transitions.models import Transition, TransitionUnit

__all__ = [
    "Call",
    "Case",
    "CaseChild",
    "CaseDeviation",
    "CaseNoticed",
    "ChecklistStep",
    "Child",
    "ChildCase",
    "ChildIdentifier",
    "ChildPerson",
    "ConcernNote",
    "ConcernedManager",
    "ConcernedUnit",
    "Consent",
    "ConsentGiver",
    "ConsentSignature",
    "ConsentUnit",
    "Contact",
    "Contribution",
    "CostRecord",
    "Decision",
    "DecisionReceipt",
    "Disclosure",
    "Draft",
    "ExpectedBirth",
    "ExternalChange",
    "Extract",
    "ExtractItem",
    "FiledCopy",
    "FiledPiece",
    "FirstLineAsk",
    "ForumCase",
    "Guardian",
    "GuardianBar",
    "Handover",
    "HealthExam",
    "InformationGiven",
    "LssOffer",
    "Minutes",
    "MinutesSection",
    "NeedAssessment",
    "NumberChange",
    "Occasion",
    "OtherPlan",
    "Participation",
    "Placement",
    "PlacementNotice",
    "PlacementStep",
    "PlanAnswer",
    "PlanGoal",
    "PlanInvitation",
    "PlanMeasure",
    "PlanMeeting",
    "PlanOffer",
    "PlanRole",
    "PlanSection",
    "PlanTelling",
    "PlanVersion",
    "PlanVoice",
    "PoolAsk",
    "ProtectedData",
    "ProtectedResidence",
    "Refusal",
    "RetentionApproval",
    "RetentionHold",
    "RetentionLedger",
    "RetentionProof",
    "RetentionProposal",
    "SipPlan",
    "SortedText",
    "StoredFile",
    "SurveyCode",
    "SurveyTally",
    "Takeover",
    "TimeEnquiry",
    "TimeQuestion",
    "Transfer",
    "Transition",
    "TransitionUnit",
]
