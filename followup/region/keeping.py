"""Lay together what the areas have sent on, and keep what may be shown of it. Only a job does. [I-R6, security 7]"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, require
from core.errors import Refused
from core.regions.models import Region
from core.regions.profile import Profile, profile_of
from followup.counting import published_of
from followup.indicators.aggregates import joined_hash
from followup.indicators.formulas import FORMULAS
from followup.indicators.year import Deadline, Rules
from followup.models import AnnualFollowUp, Compilation, Counting, Figure, RegionCount, RegionTally
from followup.patterns.keeping import published_quarters
from followup.patterns.reports import base_of
from followup.patterns.tables import Told, beside, named
from followup.region.columns import COMPILED, OF_ALL_AREAS, SUMMED_OPENLY, kept_of
from followup.region.summing import AreaTold, beside_areas, marks_of, region_table, summed
from followup.states import SENT_ON
from followup.suppress import NOTHING, Mark, Published, Relation, Table
from followup.work.cells import told_openly

FROZEN = "region colours indicators levels categories sexes distribution".split()  # as the last area froze them


@dataclass(frozen=True)
class SentOn:
    """One area's year: its count, what the guard must know of it, and its figures by code."""

    counting: Counting
    told: AreaTold
    figures: Mapping[str, Figure]


def sent_on(compilation: Compilation) -> list[Counting]:
    """Of each area that has sent its year on, the count that it sent; the last counted last."""
    rows = Counting.objects.filter(region_id=compilation.region_id, year=compilation.year)
    rows = rows.filter(follow_up__status__in=SENT_ON).select_related("area").order_by("area_id", "-computed_at")
    return sorted(rows.distinct("area_id"), key=lambda one: (one.computed_at, str(one.area_id)))


@transaction.atomic
def count_region(compilation: Compilation, *, by: Acting, at: datetime) -> RegionCount:
    """The region's numbers of the areas that have sent theirs on; the same result is confirmed, not kept twice.

    Raises PermissionDenied for anybody but a job, Refused when no area has sent anything on.
    """
    require(not by.is_user)
    areas = _areas(sent_on(compilation))
    if not areas:
        raise Refused(_("Inget område har skickat sin uppföljning vidare än."))
    count, table = _made(compilation, areas, at)
    last = compilation.counts.order_by("computed_at").select_related("tally").last()
    if last and (last.fingerprint, last.tally.values) == (count.fingerprint, dict(table.values)):
        RegionCount.objects.filter(pk=last.pk).update(confirmed_at=at)
        last.confirmed_at = at
        return last
    count.save(force_insert=True)
    RegionTally.keep(table, count=count, region_id=count.region_id)
    audit.record("region.counted", count, by=by)
    return count


def _areas(countings: list[Counting]) -> list[SentOn]:
    """Each with what was told of the area's year before; four statements, however many areas."""
    earlier = list(Counting.objects.filter(area__in=[one.area_id for one in countings], year__in=_years(countings)))
    told = published_of(earlier)
    figures: dict = {one.pk: {} for one in countings}
    for figure in Figure.objects.filter(counting__in=list(figures)):
        figures[figure.counting_id][figure.code] = figure
    found = []
    for one in countings:
        before = tuple(
            told[other.pk]
            for other in earlier
            if other.area_id == one.area_id and other.pk != one.pk and other.pk in told
        )
        found.append(SentOn(one, AreaTold(str(one.area_id), told[one.pk], before), figures[one.pk]))
    return found


def _years(countings: Iterable[Counting]) -> set[int]:
    return {one.year for one in countings}


def _made(compilation: Compilation, areas: list[SentOn], at: datetime) -> tuple[RegionCount, Table]:
    """The row to keep, and what was counted beneath it."""
    last = areas[-1].counting
    profile = profile_of(compilation.region_id, date(compilation.year, 12, 31))
    rules = _rules(areas, profile)
    table = region_table(summed([one.told.final.table for one in areas]), rules)
    told = {code for one in areas for code in one.figures if code in COMPILED and COMPILED[code].is_summed}
    marks = {**_guarded(compilation, areas, table, rules), **_open(areas)}
    shown = {cell: mark for cell, mark in marks.items() if any(FORMULAS[code].shows(cell) for code in told)}
    context = {
        **{name: last.context[name] for name in FROZEN if name in last.context},
        "area": Region.objects.get(pk=compilation.region_id).name,
        "has_forum": rules.has_forum,
        "deadline": vars(rules.deadline) if rules.deadline else None,
        "as_of": max(one.counting.context["as_of"] for one in areas),
        "principals": {pk: name for one in areas for pk, name in one.counting.context["principals"].items()},
        "groups": [],
        "missing": _missing(compilation, areas),
    }
    figures = _figures(areas, shown, context)
    beside = sorted((_area(one) for one in areas), key=lambda one: one["name"])
    count = RegionCount(
        region_id=compilation.region_id,
        compilation=compilation,
        period_from=min(one.counting.period_from for one in areas),
        period_to=max(one.counting.period_to for one in areas),
        profile_version=profile.version,
        threshold=rules.threshold,
        context=context,
        shown=shown,
        areas=beside,
        figures=figures,
        fingerprint=fingerprint({"areas": beside, "figures": figures, "shown": shown}),
        computed_at=at,
        confirmed_at=at,
    )
    return count, table


def fingerprint(told: Mapping[str, Any]) -> str:
    """SHA-256 of what is told, written as JSON without spaces, keys in order."""
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _rules(areas: list[SentOn], profile: Profile) -> Rules:
    """What all of them have in common; the largest of their thresholds."""
    lengths = [one.counting.context.get("deadline") for one in areas]
    common = lengths[0] if lengths[0] and all(one == lengths[0] for one in lengths) else None
    return Rules(
        has_forum=all(one.counting.context["has_forum"] for one in areas),
        deadline=Deadline(**common) if common else None,
        threshold=max(one.counting.threshold for one in areas),
        profile=profile,
    )


def _guarded(compilation: Compilation, areas: list[SentOn], table: Table, rules: Rules) -> dict[str, Mark]:
    """The marks of the region's numbers, beside the areas', the year's quarters and what was counted here before."""
    told = [one.told for one in areas]
    base = base_of(rules.profile)
    quarters = published_quarters(compilation.region_id, compilation.year, base)
    before = [named(one, key) for key, one in quarters.items()]
    before += _counted_before(compilation, told)
    joined = with_quarters(told, base, quarters, rules.threshold)
    return marks_of(table, told, threshold=rules.threshold, earlier=before, joined=joined)


def _counted_before(compilation: Compilation, areas: list[AreaTold]) -> list[Published]:
    found = []
    for one in compilation.counts.select_related("tally"):
        kept = {area["id"] for area in one.areas}
        own = one.tally.under(one.shown)
        told = beside_areas(own.table, [area for area in areas if area.key in kept])
        found.append(Published(own.table.joined(told.table), {**own.shown, **told.shown}))
    return found


def with_quarters(areas: list[AreaTold], base: str, quarters: Mapping[str, Published], threshold: int) -> Published:
    """The quarters of an area sum to its year, and the areas' years to the region's. [F125]"""
    years = {
        one.key: Told(one.final.table.values[base], one.final.shown[base])
        for one in areas
        if base in one.final.table.values
    }
    if not years or not quarters:
        return NOTHING
    first, *others = years
    total = f"{first}:{base}"
    own = Table({total: years[first].value})
    told = beside(own, {key: years[key] for key in others}, quarters, threshold=threshold, total=(first, total))
    same = tuple(Relation(f"year:{key}", (f"{key}:{base}",), across=True) for key in others)
    return replace(told, table=replace(told.table, relations=(*told.table.relations, *same)))


def _open(areas: list[SentOn]) -> dict[str, Mark]:
    """The numbers of meetings and papers that every area tells; what is the region's own, as it was last told."""
    told = [told_openly(one.counting.context) for one in areas]
    found: dict[str, Mark] = {}
    for cell in SUMMED_OPENLY:
        marks = [one[cell] for one in told if isinstance(one.get(cell), int)]
        if len(marks) == len(told):
            found[cell] = sum(mark for mark in marks if isinstance(mark, int))
    return found | {cell: told[-1][cell] for cell in OF_ALL_AREAS if cell in told[-1]}


def _figures(areas: list[SentOn], shown: Mapping[str, Mark], context: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Of each indicator that is compiled: the version of its formula and the fingerprint of its rows. [I-R6]"""
    found = {}
    for code, columns in COMPILED.items():
        held = {one.told.key: one.figures[code] for one in areas if code in one.figures}
        if not held or (code == "I-04" and context["deadline"] is None):
            continue
        cells = [cell for cell in shown if FORMULAS[code].shows(cell)]
        hashed = joined_hash((key, figure.row_set_hash) for key, figure in held.items())
        version = max(figure.formula_version for figure in held.values())
        found[code] = {"version": version, "hash": hashed, "is_summed": columns.is_summed and bool(cells)}
    return found


def _area(one: SentOn) -> dict[str, Any]:
    """What is laid beside the other areas', as the area itself told it."""
    shown = {
        code: {cell: figure.shown[cell] for cell in sorted(kept_of(code)) if cell in figure.shown}
        for code, figure in one.figures.items()
        if code in COMPILED
    }
    name = one.counting.context["area"]
    return {"id": one.told.key, "name": name, "counting": str(one.counting.pk), "shown": shown}


def _missing(compilation: Compilation, areas: list[SentOn]) -> list[str]:
    """The areas whose year has not been sent on."""
    there = [one.counting.area_id for one in areas]
    rows = AnnualFollowUp.objects.filter(region_id=compilation.region_id, year=compilation.year)
    return list(rows.exclude(area__in=there).order_by("area__name").values_list("area__name", flat=True))
