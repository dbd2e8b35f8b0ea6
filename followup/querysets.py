from uuid import UUID

from django.db import models
from django.db.models import BooleanField, F, Func, OuterRef, Subquery

QUESTIONS = frozenset({"follow_up_area_ids", "visible_follow_up_ids", "writable_follow_up_ids"})


def within(column: str, question: str) -> Func:
    """`column = ANY (ARRAY(SELECT access.question()))`; the person comes from the signed context. [security 3]"""
    if question not in QUESTIONS:
        raise ValueError(f"{question} is not a question of the follow-up.")
    return Func(
        F(column),
        template=f"%(expressions)s = ANY (ARRAY(SELECT access.{question}()))",
        output_field=BooleanField(),
    )


class AnnualFollowUpQuerySet(models.QuerySet):
    def for_page(self) -> "AnnualFollowUpQuerySet":
        """With what the year's page shows."""
        return self.select_related("area", "made_by__person", "adopted_by__person", "reported_by__person")

    def before(self, area_id: UUID, year: int) -> "AnnualFollowUpQuerySet":
        """The area's earlier years, the latest first."""
        return self.filter(area_id=area_id, year__lt=year).order_by("-year")


class PatternCountQuerySet(models.QuerySet):
    def standing(self) -> "PatternCountQuerySet":
        """One of each quarter, the latest quarter first: what was published, else the last count."""
        first = ("-year", "-number", F("published_at").asc(nulls_last=True), "-computed_at", "-created_at")
        return self.distinct("year", "number").order_by(*first)


def latest(rows: models.QuerySet, **outer: str) -> Subquery:
    """The newest row's key among those that share the outer row's columns."""
    return Subquery(rows.filter(**{name: OuterRef(column) for name, column in outer.items()}).values("pk")[:1])
