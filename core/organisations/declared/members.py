"""Rows that say what belongs to what, day by day: districts in areas, areas a unit serves."""

from datetime import date
from typing import Any
from uuid import UUID

from core.organisations.models import AreaDistrict, AreaService, SchoolAreaDistrict
from core.regions.models import Region

FIELDS: dict[Any, tuple[str, str]] = {
    AreaDistrict: ("area_id", "district_id"),
    AreaService: ("area_id", "unit_id"),
    SchoolAreaDistrict: ("school_area_id", "district_id"),
}


class Members:
    """Notes what should be, then writes it at once: what ends is ended before anything begins."""

    def __init__(self, region: Region, held: frozenset[str]) -> None:
        self.region, self.held = region, held
        self.wanted: dict[Any, dict[tuple[UUID, UUID, date], date | None]] = {model: {} for model in FIELDS}

    def want(self, model: Any, holder: UUID, other: UUID, first: date, last: date | None) -> None:
        self.wanted[model][holder, other, first] = last

    def is_decided(self, model: Any, holder: UUID, other: UUID) -> bool:
        """Administrators have said where the district lies, which areas the unit serves, or ended the area."""
        if model is AreaDistrict:
            return f"{other} areas" in self.held
        return model is AreaService and not self.held.isdisjoint({f"{other} serves", f"{holder} serves"})

    def write(self) -> None:
        for model, (holder, other) in FIELDS.items():
            if not self.wanted[model]:
                continue
            rows = model.objects.filter(region=self.region)
            known = {(getattr(row, holder), getattr(row, other), row.valid_from): row for row in rows}
            ended = [row for key, row in known.items() if self.wanted[model].get(key, row.valid_to) != row.valid_to]
            for row in ended:
                row.valid_to = self.wanted[model][getattr(row, holder), getattr(row, other), row.valid_from]
                row.save(update_fields=["valid_to"])
            model.objects.bulk_create(
                model(region=self.region, valid_from=key[2], valid_to=last, **{holder: key[0], other: key[1]})
                for key, last in self.wanted[model].items()
                if key not in known
            )
            self.wanted[model] = {}
