"""Named filters of rules and obligations."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import JSONObject

from core.obligations.states import LIVE, EventKind


class DeadlineRuleQuerySet(models.QuerySet):
    def valid_on(self, on: date) -> "DeadlineRuleQuerySet":
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)

    def rule_on(self, code: str, region: Any, area: Any, on: date) -> Any:
        """The rule of that code valid on the day, the area's own before the region's; None where there is none.

        `region` and `area` are ids or objects; `area` may be None.
        """
        region_id, area_id = _id(region), _id(area)
        own = Q(area_id=area_id) | Q(area__isnull=True) if area_id else Q(area__isnull=True)
        found = self.valid_on(on).filter(own, region_id=region_id, code=code)
        return found.order_by(F("area").asc(nulls_last=True), "-version").first()

    def current(self, region_id: UUID, on: date) -> "DeadlineRuleQuerySet":
        """The region's own rules on the day, one a code, by code."""
        found = self.valid_on(on).filter(region_id=region_id, area__isnull=True)
        return found.order_by("code", "-version").distinct("code")


class ObligationQuerySet(models.QuerySet):
    def live(self) -> "ObligationQuerySet":
        """Not ended; said of the day too, which is what the indexes of live rows know. [perf gate 15]"""
        return self.filter(status__in=LIVE, ended_on__isnull=True)

    def with_events(self) -> "ObligationQuerySet":
        """Each row's `told`: what happened after its start, as {kind, on, why}, in the same statement."""
        from core.obligations.models import ObligationEvent

        events = ObligationEvent.objects.filter(obligation_id=OuterRef("pk")).exclude(kind=EventKind.STARTED)
        told = events.order_by("sequence").values(event=JSONObject(kind="kind", on="on_date", why="reason_code"))
        return self.annotate(told=ArraySubquery(told))

    def with_pause(self) -> "ObligationQuerySet":
        """Each row's `pause_reason`: the code of why it stands still, None where it runs; asked of those alone."""
        from core.obligations.models import ObligationEvent

        pauses = ObligationEvent.objects.filter(obligation_id=OuterRef("pk"), kind=EventKind.PAUSED)
        reason = Subquery(pauses.order_by("-sequence").values("reason_code")[:1])
        return self.annotate(pause_reason=Case(When(paused_on__isnull=False, then=reason)))

    def for_case(self, case_id: UUID) -> "ObligationQuerySet":
        """The clocks of a case, the nearest day first."""
        return self.filter(case_id=case_id).order_by(F("due_on").asc(nulls_last=True), "code")


def _id(value: Any) -> UUID | None:
    return getattr(value, "pk", value)
