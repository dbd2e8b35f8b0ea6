"""The models of a SIP plan. All of them hang on the case whose id the plan shares."""

from sip.plans.models.answer import PlanAnswer
from sip.plans.models.beside import CostRecord, ExternalChange, FiledCopy, OtherPlan
from sip.plans.models.content import PlanGoal, PlanMeasure, PlanSection, PlanVersion, PlanVoice
from sip.plans.models.meeting import PlanInvitation, PlanMeeting
from sip.plans.models.plan import Handover, PlanOffer, PlanRole, SipPlan
from sip.plans.models.telling import PlanTelling

__all__ = [
    "CostRecord",
    "ExternalChange",
    "FiledCopy",
    "Handover",
    "OtherPlan",
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
    "SipPlan",
]
