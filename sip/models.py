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
from sip.disclosures.models import Contribution, Disclosure
from sip.drafts.models import Draft
from sip.individual_forum.models import Call, Decision, Minutes, MinutesSection, Occasion
from sip.needs.models import ChecklistStep, ConcernNote, NeedAssessment

__all__ = [
    "Call",
    "Case",
    "CaseChild",
    "CaseDeviation",
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
    "ConsentUnit",
    "Contact",
    "Contribution",
    "Decision",
    "Disclosure",
    "Draft",
    "ExpectedBirth",
    "ForumCase",
    "Guardian",
    "GuardianBar",
    "Minutes",
    "MinutesSection",
    "NeedAssessment",
    "NumberChange",
    "Occasion",
    "Participation",
    "ProtectedData",
]
