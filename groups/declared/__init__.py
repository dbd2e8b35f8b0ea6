"""The rows that a region's profile asks for: forums, seats, templates. Made anew after each load, idempotently."""

from core.access import Acting
from core.organisations.models import AreaOverride
from core.regions.models import Region
from core.regions.profile import Profile, profile_of
from groups.declared import forums, seats, templates

__all__ = ["after_load", "area_decided"]

# Starred keys that say which groups an area has and who sits there.
SHAPING = frozenset({"has_working_group", "working_group_label", "has_individual_forum", "seat_requirements"})


def after_load(region: Region, profile: Profile, by: Acting) -> None:
    """Bring the rows to what the profile says; what it no longer says is ended by a day, never removed."""
    forums.apply(region, profile)
    seats.apply(region, profile)
    templates.apply(region, profile)


def area_decided(override: AreaOverride, by: Acting) -> None:
    """An area got a value of its own for a key that shapes its groups: they follow from the same day."""
    if override.key not in SHAPING:
        return
    region = Region.objects.get(pk=override.region_id)
    profile = profile_of(region.pk)
    forums.apply(region, profile)
    seats.apply(region, profile)
