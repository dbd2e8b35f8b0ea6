"""What a consent is about: a case of the individual forum, or a plan."""

from uuid import UUID

from django.urls import reverse

from sip.cases.models import ForumCase
from sip.plans.models import SipPlan

Subject = ForumCase | SipPlan


def subject_of(case_id: UUID) -> Subject:
    """The forum case or the plan that has this case's id, as one may see it. Raises ForumCase.DoesNotExist."""
    return SipPlan.objects.filter(pk=case_id).first() or ForumCase.objects.get(pk=case_id)


def subject_url(subject: Subject) -> str:
    """The page of what the consent is about."""
    return reverse("sip:plan_detail" if isinstance(subject, SipPlan) else "sip:case_detail", args=[subject.pk])
