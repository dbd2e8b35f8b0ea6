"""What a consent is about: a case of the individual forum, or a plan. Both know their own page's address."""

from uuid import UUID

from sip.cases.models import ForumCase
from sip.plans.models import SipPlan

Subject = ForumCase | SipPlan


def subject_of(case_id: UUID) -> Subject:
    """The forum case or the plan that has this case's id, as one may see it. Raises ForumCase.DoesNotExist."""
    return SipPlan.objects.filter(pk=case_id).first() or ForumCase.objects.get(pk=case_id)
