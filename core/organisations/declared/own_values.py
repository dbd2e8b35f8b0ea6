"""An area's own values of profile keys, as the file declares them."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from core.organisations.declared.shapes import AreaEntry
from core.organisations.models import Area, ProfileOverride
from core.organisations.states import OverrideStatus
from core.regions.problems import Problem, ProfileError


def write_overrides(area: Area, entry: AreaEntry) -> None:
    """Make those that are new and end those that end, the older first.

    Raises ProfileError where administrators have decided otherwise for the same days.
    """
    for one in sorted(entry.overrides, key=lambda one: one.valid_from or area.valid_from):
        first, last = one.valid_from or area.valid_from, one.valid_to or area.valid_to
        row = ProfileOverride.objects.filter(area=area, key=one.key, valid_from=first, from_file=True).first()
        if row is None:
            _refuse_clash(area, one.key, first, last)
            row = ProfileOverride(region_id=area.region_id, area=area, key=one.key, valid_from=first, from_file=True)
        row.value, row.valid_to, row.status = one.value, last, OverrideStatus.APPROVED
        row.save()


def _refuse_clash(area: Area, key: str, first: date, last: date | None) -> None:
    decided = ProfileOverride.objects.filter(area=area, key=key, status=OverrideStatus.APPROVED, from_file=False)
    if last is not None:
        decided = decided.filter(valid_from__lte=last)
    if decided.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first)).exists():
        clause = _("krockar med ett värde som regionens administratörer har beslutat")
        raise ProfileError([Problem("", f"areas.{area.code}.overrides.{key}", clause)])
