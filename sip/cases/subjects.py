"""What a child-level case is: of the individual forum, a plan, or information passed on. Each knows its page."""

from uuid import UUID

from sip.cases.models import ForumCase
from sip.plans.models import SipPlan
from sip.transfers.models import Transfer

Subject = ForumCase | SipPlan | Transfer


def subject_of(case_id: UUID) -> Subject:
    """What has this case's id, as one may see it. Raises ForumCase.DoesNotExist."""
    for model in (SipPlan, Transfer):
        if found := model.objects.filter(pk=case_id).first():
            return found
    return ForumCase.objects.get(pk=case_id)
