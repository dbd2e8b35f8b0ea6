"""Patterns made ready for their templates."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import Acting
from core.ui import dates
from core.ui.questions import buttons
from deviations.models import DeviationPattern
from deviations.pages import own_row
from deviations.patterns import policies
from deviations.patterns.questions import QUESTIONS
from deviations.policies import visible_reports

SHOWN = 100


def counted(acting: Acting) -> QuerySet[DeviationPattern]:
    """With how many reports belong to each, the most first."""
    same = visible_reports(acting).filter(pattern=OuterRef("name"), duplicate_of__isnull=True).order_by()
    count = Subquery(same.values("pattern").annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return policies.visible_patterns(acting).annotate(reports=Coalesce(count, 0)).order_by("-reports", "name", "id")


def row(pattern: Any) -> dict[str, Any]:
    return {
        "title": pattern.name,
        "url": reverse("deviations:pattern", args=[pattern.pk]),
        "count": ngettext("En avvikelse", "%(n)d avvikelser", pattern.reports) % {"n": pattern.reports},
        "state": _state(pattern),
    }


def _state(pattern: DeviationPattern) -> str:
    if pattern.published_on:
        return _("Lärdomen är publicerad %(day)s") % {"day": dates.day(pattern.published_on)}
    if pattern.raised_on:
        return _("Lyft %(day)s") % {"day": dates.day(pattern.raised_on)}
    return _("Samlas")


def pattern_page(acting: Acting, pattern: DeviationPattern) -> dict[str, Any]:
    rows = [own_row(one) for one in policies.reports_of(acting, pattern).for_list()[:SHOWN]]
    facts = [{"term": _("Läge"), "text": _state(pattern)}]
    if pattern.item:
        address = reverse("groups:meeting_detail", args=[pattern.item.meeting_id])
        facts.append({"term": _("Dagordning"), "text": pattern.item.title, "url": address})
    if pattern.task:
        address = reverse("groups:task_detail", args=[pattern.task_id])
        facts.append({"term": _("Uppdrag"), "text": pattern.task.title, "url": address})
    return {
        "pattern": pattern,
        "rows": rows,
        "facts": facts,
        "buttons": buttons(QUESTIONS, acting, pattern, "deviations:pattern_note"),
    }
