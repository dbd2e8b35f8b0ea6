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
    "Decision",
    "Disclosure",
    "Draft",
    "ForumCase",
    "Guardian",
    "Minutes",
    "MinutesSection",
    "NeedAssessment",
    "Occasion",
    "Participation",
    "StoredFile",
]
