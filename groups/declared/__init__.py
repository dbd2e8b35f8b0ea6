"""The rows that a region's profile asks for: forums, seats, templates. Made anew after each load, idempotently."""

from core.access import Acting
from core.regions.models import Region
from core.regions.profile import Profile
from groups.declared import forums, seats, templates

__all__ = ["after_load", "area_changed"]


def after_load(region: Region, profile: Profile, by: Acting) -> None:
    """Bring the rows to what the profile says; what it no longer says is ended by a day, never removed."""
    forums.apply(region, profile)
    seats.apply(region, profile)
    templates.apply(region, profile)


def area_changed(region: Region, profile: Profile) -> None:
    """An area got another value for a starred key: its forums and seats follow from the same day."""
    forums.apply(region, profile)
    seats.apply(region, profile)
