"""What a year's report names of the groups' work, as it stood on the last day: kept with the figures. [I-R6, 7.9]"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Q

from core.workdays import term_of
from followup.indicators.year import AreaYear
from followup.work.counts import Work
from followup.work.rows import GROUP_KINDS, of_groups
from followup.work.rows import condition as rows_of
from followup.work.surveys import surveys_of
from groups.choices import ForumKind
from groups.models import ActionPlan, Agreement, AgreementParty, Forum, Meeting, RoutineVersion
from groups.year import states

MEETS_AS = {ForumKind.STEERING_GROUP: "steering", ForumKind.WORKING_GROUP: "working"}  # keys of cfg.meetings_min


def work_of(year: AreaYear, work: Work) -> dict[str, Any]:
    """Ready to be kept as JSON; nothing that is hidden is in it."""
    return {
        "counts": work.open,
        "groups": _groups(year),
        "agreements": _agreements(year),
        "routines": _routines(year),
        "plans": _plans(year),
        "surveys": surveys_of(year),
    }


def _groups(year: AreaYear) -> list[dict[str, Any]]:
    """The groups that were there in the year: how often each met, against what the region asks. [F30]"""
    there = Q(valid_from__lte=year.last) & (Q(valid_to__isnull=True) | Q(valid_to__gte=year.first))
    forums = Forum.objects.filter(there, region_id=year.region_id, area_id=year.area_id, kind__in=GROUP_KINDS)
    days: dict[Any, list[date]] = defaultdict(list)
    held = Meeting.objects.filter(rows_of(year, "meetings"), region_id=year.region_id)
    for forum_id, day in held.order_by("held_on", "id").values_list("forum_id", "held_on"):
        if day is not None:
            days[forum_id].append(day)
    return [
        {"name": forum.name, "held": len(days[forum.pk]), "asked": _asked(year, forum, days[forum.pk])}
        for forum in forums.order_by("kind", "name", "id")
    ]


def _asked(year: AreaYear, forum: Forum, days: list[date]) -> list[dict[str, Any]]:
    """Each rule with its periods of the year: how many meetings it asks for and how many were held. [S-60..S-64]"""
    rules = year.profile.frequency(MEETS_AS.get(ForumKind(forum.kind), forum.kind), year.last)
    found = []
    for rule in rules:
        for first, last in _periods(year, rule.per):
            if (forum.valid_to or date.max) >= first and forum.valid_from <= last:
                held = sum(first <= day <= last for day in days)
                ends = [first.isoformat(), last.isoformat()]
                found.append({"per": rule.per, "least": rule.count, "period": ends, "held": held})
    return found


def _periods(year: AreaYear, per: str) -> Iterable[tuple[date, date]]:
    """The whole year, or its terms; those that have begun."""
    whole = (date(year.year, 1, 1), date(year.year, 12, 31))
    if per == "year":
        yield whole
        return
    day = whole[0]
    while day <= min(whole[1], year.last):
        term = term_of(day, year.profile.term_boundaries)
        yield max(term.starts_on, whole[0]), min(term.ends_on, whole[1])
        day = term.ends_on + timedelta(days=1)


def _agreements(year: AreaYear) -> list[dict[str, Any]]:
    """In force on the last day, the group's own first; who of the parties has signed, when it was last looked at."""
    rows = Agreement.objects.filter(rows_of(year, "agreements"), region_id=year.region_id).select_related("forum")
    looked = Max("reviews__reviewed_on", filter=Q(reviews__party__isnull=True, reviews__reviewed_on__lte=year.last))
    held = list(rows.annotate(looked_at=looked).order_by("forum__area_id", "in_force_on", "title", "id"))
    parties: dict[Any, list[bool]] = defaultdict(list)
    standing = AgreementParty.objects.filter(agreement__in=held, removed_at__isnull=True)
    for agreement_id, method in standing.values_list("agreement_id", "method"):
        parties[agreement_id].append(bool(method))
    return [
        {
            "id": str(one.pk),
            "title": one.title,
            "is_own": one.forum.area_id is not None,
            "target_group": one.target_group,
            "from": _iso(one.in_force_on),
            "to": _iso(one.ends_on),
            "parties": len(parties[one.pk]),
            "signed": sum(parties[one.pk]),
            "looked_at": _iso(one.looked_at),
        }
        for one in held
    ]


def _routines(year: AreaYear) -> list[dict[str, Any]]:
    """In force on the last day: the region's, the group's own and its adaptations. [AG-13]"""
    rows = RoutineVersion.objects.filter(rows_of(year, "routines"), region_id=year.region_id)
    rows = rows.select_related("forum", "routine").order_by("routine__subject", "title", "id")
    return [
        {
            "id": str(one.pk),
            "title": one.title,
            "subject": one.routine.subject,
            "kind": "adapted" if one.adapts_id else "own" if one.forum.area_id else "regional",
            "from": _iso(one.valid_from),
            "review": _iso(one.review_on),
        }
        for one in rows
    ]


def _plans(year: AreaYear) -> list[dict[str, Any]]:
    """The year's plans that the groups have decided, with their focus areas and what the year gave. [AG-22]"""
    rows = ActionPlan.objects.filter(of_groups(year), region_id=year.region_id, year=year.year)
    rows = rows.filter(status__in=states.PUBLIC).select_related("forum").prefetch_related("focuses")
    return [
        {
            "id": str(plan.pk),
            "forum": plan.forum.name,
            "status": plan.status,
            "decided_as": plan.decided_as,
            "adopted_on": _iso(plan.adopted_on),
            "focuses": [one.title for one in plan.focuses.all() if one.title and one.removed_at is None],
            "outcome": plan.outcome,
        }
        for plan in rows.order_by("forum__name", "id")
    ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
