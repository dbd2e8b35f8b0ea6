"""What a report says beside its numbers, as it was on the day of counting: names, rules, seats, who gets it. [I-R6]"""

from typing import Any

from core.organisations.models import Area, Principal
from core.regions.models import Region
from core.regions.typed import Profile
from deviations.choices import NOT_SORTED, UNSORTED
from deviations.ladder import BEYOND
from followup.indicators.year import AreaYear
from followup.work.counts import Work
from followup.work.freezing import work_of
from followup.work.rows import GROUP_KINDS
from groups.choices import ForumKind
from groups.models import Forum
from groups.queries import seats_of

RECEIVERS = (
    ForumKind.SECRETARIAT,
    ForumKind.REGIONAL_GROUP,
    ForumKind.MANAGERS_FORUM,
    ForumKind.POLITICAL_CONSULTATION,
    ForumKind.POLITICAL_FORUM,
)


def context_of(year: AreaYear, work: Work) -> dict[str, Any]:
    """Ready to be kept as JSON; what has an order is a list."""
    profile = year.profile
    region = Region.objects.get(pk=year.region_id)
    return {
        "region": region.name,
        "colours": {name: getattr(region, name) for name in ("accent", "accent_strong", "accent_tint", "on_accent")},
        "area": Area.objects.get(pk=year.area_id).name,
        "has_forum": year.has_forum,
        "deadline": vars(year.deadline) if year.deadline else None,
        "as_of": year.as_of.isoformat(),
        "sexes": [*profile.sex_categories, "unknown"],
        "indicators": [
            {"code": one.code, "title": one.title, "target": one.target, "main": one.main} for one in profile.indicators
        ],
        "levels": _levels(profile),
        "categories": [
            *([option.key, option.label] for option in profile.deviation_categories),
            [UNSORTED, NOT_SORTED],
        ],
        "principals": {str(pk): name for pk, name in Principal.objects.values_list("pk", "short_name")},
        "groups": _groups(year),
        "work": work_of(year, work),
        "distribution": _distribution(year),
    }


def _levels(profile: Profile) -> list[list[str]]:
    """The rungs of the ladder, and the regional group where a question may go from its last. [I-03]"""
    beyond = profile.forum(BEYOND)
    rungs = [[step.key, step.label] for step in profile.deviation_ladder]
    return [*rungs, [BEYOND, beyond.label]] if beyond else rungs


def _groups(year: AreaYear) -> list[dict[str, Any]]:
    """The area's groups on the last day counted: how many of the seats asked for are filled, and which are not."""
    forums = Forum.objects.on(year.last).filter(area_id=year.area_id, kind__in=GROUP_KINDS).order_by("kind", "name")
    found = []
    for forum in forums:
        asked = [seat for seat in seats_of(forum, year.last) if seat.minimum]
        empty = [f"{seat.label}, {seat.of}" if seat.of else seat.label for seat in asked if seat.missing]
        found.append({"name": forum.name, "asked": len(asked), "filled": len(asked) - len(empty), "empty": empty})
    return found


def _distribution(year: AreaYear) -> list[dict[str, str]]:
    """Those of the region's bodies that a yearly report goes to. [domain 7.9: 13]"""
    bodies = {one.kind: one for one in year.profile.forums}
    found = [{"term": bodies[kind].label, "text": bodies[kind].mission} for kind in RECEIVERS if kind in bodies]
    if ForumKind.SECRETARIAT not in bodies and "support_unit" in year.profile.labels:
        found.insert(0, {"term": year.profile.labels["support_unit"], "text": ""})
    return found
