"""Legal references: loaded from the profile, shown as valid on the day of the event. [facts 9.1, 9.3, X-22]"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from core.regions.models import LegalReference, Region
from core.regions.shapes import Law
from core.workdays import add_months

CHECKED_EVERY_MONTHS = 12


def apply(region: Region, laws: Iterable[Law]) -> None:
    """Make the declared references and correct those that are there; none is ever removed."""
    known = {(row.code, row.valid_from): row for row in LegalReference.objects.filter(region=region)}
    for law in sorted(laws, key=lambda one: one.valid_from):
        values = vars(law)
        row = known.get((law.code, law.valid_from))
        if row is None:
            LegalReference.objects.create(region=region, **values)
        elif any(getattr(row, name) != value for name, value in values.items()):
            LegalReference.objects.filter(pk=row.pk).update(**values)


def reference(region_id: UUID, code: str, on: date) -> LegalReference | None:
    """The place in the law that was valid on the day; None when there was none."""
    dated = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return LegalReference.objects.filter(dated, region_id=region_id, code=code, valid_from__lte=on).first()


def in_force(region_id: UUID, codes: Iterable[str], on: date) -> dict[str, LegalReference]:
    """The places in the law that were valid on the day, by code; those without any are left out."""
    dated = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    found = LegalReference.objects.filter(dated, region_id=region_id, code__in=list(codes), valid_from__lte=on)
    return {row.code: row for row in found.order_by("valid_from")}


def unchecked(region_id: UUID, today: date) -> QuerySet[LegalReference]:
    """Those in force that nobody has compared with the law for twelve months, or ever. [facts 9.3]"""
    limit = add_months(today, -CHECKED_EVERY_MONTHS)
    return LegalReference.objects.filter(
        Q(checked_on__isnull=True) | Q(checked_on__lt=limit),
        Q(valid_to__isnull=True) | Q(valid_to__gte=today),
        region_id=region_id,
    )
