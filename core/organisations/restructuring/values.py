"""What an area has decided for itself goes on in what it becomes."""

from datetime import date

from core.organisations.models import Area, ProfileOverride

CARRIED = (
    "key",
    "value",
    "status",
    "reason",
    "from_file",
    "proposed_user",
    "proposed_person",
    "proposed_by",
    "proposed_name",
    "approved_user",
    "approved_by",
    "approved_name",
    "approved_at",
    "valid_to",
)


def carry(override: ProfileOverride, area: Area, on: date) -> None:
    """The decision goes on in the new area, with who made it."""
    kept = {name: getattr(override, name) for name in CARRIED}
    ProfileOverride.objects.create(region_id=area.region_id, area=area, valid_from=on, **kept)
