"""Who sees and notes what a child needs. The child's own doors hold here too. [security 1-2]"""

from django.db.models import QuerySet

from core.access import Acting, within
from core.organisations.choices import UnitType
from sip.children.choices import Position
from sip.children.models import Child
from sip.children.policies import can_begin_with_child, can_work_with_child
from sip.needs.choices import NOT_IN_PRESCHOOL, InquiryStep
from sip.needs.models import ChecklistStep, ConcernNote, InformationGiven, NeedAssessment


def visible_needs(acting: Acting) -> QuerySet[NeedAssessment]:
    return NeedAssessment.objects.filter(within("child_id", "visible_child_ids"), region_id=acting.region_id)


def visible_steps(acting: Acting) -> QuerySet[ChecklistStep]:
    return ChecklistStep.objects.filter(within("child_id", "visible_child_ids"), region_id=acting.region_id)


def visible_information(acting: Acting) -> QuerySet[InformationGiven]:
    return InformationGiven.objects.filter(within("child_id", "visible_child_ids"), region_id=acting.region_id)


def own_concern_notes(acting: Acting) -> QuerySet[ConcernNote]:
    """One's own and nobody else's, whatever one may see of the child. [P-16]"""
    return ConcernNote.objects.filter(reporter_id=acting.assignment_id, region_id=acting.region_id)


def can_assess_need(acting: Acting, child: Child) -> bool:
    """Who: those who meet children in their work, of the child they work with. [P-03]"""
    return can_begin_with_child(acting, child)


def inquiry_steps(acting: Acting) -> list[InquiryStep]:
    """The steps of the unit's kind; none where nobody teaches. [F91]"""
    if acting.unit_type == UnitType.PRESCHOOL:
        return [step for step in InquiryStep if step not in NOT_IN_PRESCHOOL]
    return [*InquiryStep] if acting.unit_type == UnitType.SCHOOL else []


def can_answer_inquiry(acting: Acting, child: Child) -> bool:
    """Who: school and preschool, of the child they work with. [000:L495-499]"""
    return bool(inquiry_steps(acting)) and can_begin_with_child(acting, child)


def can_answer_with_plan(acting: Acting, need: NeedAssessment) -> bool:
    """Who: the unit that noted the need. When: a SIP was to be offered, and no other plan stands for it yet. [F89]"""
    is_own = need.position == Position.SIP and need.unit_id == acting.unit_id
    return is_own and not need.is_answered and can_begin_with_child(acting, need.child)


def can_note_information(acting: Acting, need: NeedAssessment) -> bool:
    """Who: the same. When: information is what the unit found to be enough. [F72]"""
    return need.position == Position.INFORM and can_work_with_child(acting, need.child)
