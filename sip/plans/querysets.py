from datetime import date

from django.db import models

from sip.plans.choices import Content
from sip.plans.states import OPEN, PlanStatus


class SipPlanQuerySet(models.QuerySet):
    def for_list(self) -> "SipPlanQuerySet":
        """What a row of the list of plans needs, in one statement."""
        return self.select_related("case", "district", "initiating_unit")

    def open(self) -> "SipPlanQuerySet":
        return self.filter(status__in=OPEN)

    def follow_up_due(self, today: date) -> "SipPlanQuerySet":
        """Active plans whose day of follow-up has come. [C6, DL-27]"""
        return self.filter(status=PlanStatus.ACTIVE, next_follow_up_on__lte=today)


class OtherPlanQuerySet(models.QuerySet):
    def complete(self) -> "OtherPlanQuerySet":
        """Those that hold all that a SIP must, and still stand. [P-37]"""
        return self.filter(ended_at__isnull=True, holds__contains=list(Content))

    def for_list(self) -> "OtherPlanQuerySet":
        """What a row of the register needs, in one statement, the oldest first."""
        return self.select_related("owner_unit").order_by("valid_from", "id")
