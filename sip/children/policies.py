"""Who may see and register a child. [security 1-2, domain 2]"""

from django.db.models import QuerySet

from core.access import Acting, within
from core.roles import CASE_ROLES
from sip.children.models import Child, NeedAssessment


def visible_children(acting: Acting) -> QuerySet[Child]:
    """The own principal's children whom the acting assignment works with now. Row security holds the rule."""
    return Child.objects.filter(within("id", "visible_child_ids"), region_id=acting.region_id)


def visible_needs(acting: Acting) -> QuerySet[NeedAssessment]:
    return NeedAssessment.objects.filter(within("child_id", "visible_child_ids"), region_id=acting.region_id)


def can_register_child(acting: Acting) -> bool:
    """Who: those who meet children in their work, for the principal of their unit. [domain 2]"""
    return acting.is_user and acting.role in CASE_ROLES and acting.unit_id is not None


def can_assess_need(acting: Acting, child: Child) -> bool:
    return can_register_child(acting) and visible_children(acting).filter(pk=child.pk).exists()
