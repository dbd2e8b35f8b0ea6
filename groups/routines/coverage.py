"""Which area has which routine: for each subject and area what is in force, or that nothing is. [F65, W-22]"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.access import Acting, together
from core.organisations.models import Area
from groups.routines import policies
from groups.routines.content import subjects_of
from groups.routines.models import RoutineCover, RoutineVersion


class Covered(models.TextChoices):
    """What an area has about a subject; in this order where it has several."""

    OWN = "own", pgettext_lazy("områdets rutin", "Egen")
    ADAPTED = "adapted", pgettext_lazy("områdets rutin", "Anpassad")
    OLD = "old", pgettext_lazy("områdets rutin", "Gammalt original")
    REGIONAL = "regional", pgettext_lazy("områdets rutin", "Regional")
    NONE = "none", pgettext_lazy("områdets rutin", "Saknas")


ORDER = list(Covered)
LOOKS = {Covered.OLD: "soon", Covered.NONE: "late"}
MEANS = {
    Covered.OWN: _("Områdets grupp har beslutat en egen rutin."),
    Covered.ADAPTED: _("Områdets grupp har anpassat den regionala rutinen."),
    Covered.OLD: _("Anpassningen är gjord från en äldre version av den regionala rutinen."),
    Covered.REGIONAL: _("Den regionala rutinen gäller som den är."),
    Covered.NONE: _("Ingen rutin gäller."),
}


@dataclass(frozen=True)
class Cell:
    """An area and a subject; `version`: the one that comes first, `is_part`: for some units or principals only."""

    area: Area
    subject: str
    state: Covered
    version: RoutineVersion | None = None
    is_part: bool = False

    @property
    def label(self) -> str:
        return str(self.state.label)


class Coverage:
    """The region's areas with what holds in each today; one statement."""

    def __init__(self, acting: Acting) -> None:
        on = clock.today()
        self.subjects = subjects_of(acting.region_id)
        areas: QuerySet[Area] = Area.objects.on(on).filter(region=acting.region_id).order_by("name", "id")
        held = policies.with_original(policies.visible_versions(acting).filter(policies.holding(on)))
        held = held.select_related("forum", "routine").order_by("title", "id")
        covers = RoutineCover.objects.filter(removed_at__isnull=True, region=acting.region_id)
        covers = covers.filter(routine_version__in=held.order_by().values("pk"))
        together(areas, held, covers)
        self.areas, self._held = list(areas), _by_place(held, covers)

    def cell(self, area: Area, subject: str) -> Cell:
        found = self._held.get((subject, area.pk), []) + self._held.get((subject, None), [])
        if not found:
            return Cell(area, subject, Covered.NONE)
        cells = (Cell(area, subject, state_of(one), one, is_part) for one, is_part in found)
        return min(cells, key=lambda one: (one.is_part, ORDER.index(one.state)))

    def rows(self, areas: Iterable[Area]) -> list[dict[str, Any]]:
        chosen = list(areas)
        return [
            {"subject": key, "label": label, "cells": [self.cell(area, key) for area in chosen]}
            for key, label in self.subjects.items()
        ]


def _by_place(
    held: Iterable[RoutineVersion], covers: Iterable[RoutineCover]
) -> dict[tuple[str, UUID | None], list[tuple[RoutineVersion, bool]]]:
    """By subject and area, None for the whole region: the versions, and whether each is for some there only."""
    named: dict[UUID, list[RoutineCover]] = defaultdict(list)
    for one in covers:
        named[one.routine_version_id].append(one)
    places: dict[tuple[str, UUID | None], list[tuple[RoutineVersion, bool]]] = defaultdict(list)
    for version in held:
        its = named[version.pk]
        areas = [one.area_id for one in its if one.area_id] or [version.forum.area_id]
        is_part = any(one.area_id is None for one in its)
        for area in areas:
            places[version.routine.subject, area].append((version, is_part))
    return places


def looks_of(state: Covered) -> str:
    return LOOKS.get(state, "ok")


def state_of(version: RoutineVersion) -> Covered:
    if version.adapts_id:
        return Covered.OLD if version.is_changed else Covered.ADAPTED
    return Covered.OWN if version.forum.area_id else Covered.REGIONAL
