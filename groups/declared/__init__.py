"""The rows that a region's profile asks for: forums, seats, templates. Made anew after each load, idempotently."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.access import Acting
from core.organisations.models import Area, ProfileOverride
from core.regions.models import Region
from core.regions.profile import Profile, profile_of
from groups.declared import forums, seats, templates
from groups.models import Forum

__all__ = ["after_load", "decided", "leads_to"]

# Keys that say which groups there are and who sits there.
SHAPING = frozenset(
    "forums has_working_group working_group_label has_individual_forum seat_requirements required_seat_severity".split()
)
TEMPLATES = "minutes_templates"


def after_load(region: Region, profile: Profile, by: Acting) -> None:
    """Bring the rows to what the profile says; what it no longer says is ended by a day, never removed."""
    forums.apply(region, profile)
    seats.apply(region, profile)
    templates.apply(region, profile)


def decided(override: ProfileOverride, by: Acting) -> None:
    """An area or the region has decided a value that shapes the groups: they follow from the same day."""
    if override.key not in SHAPING | {TEMPLATES}:
        return
    region = Region.objects.get(pk=override.region_id)
    profile = profile_of(region.pk)
    for part in (templates,) if override.key == TEMPLATES else (forums, seats):
        part.apply(region, profile)


def leads_to(acting: Acting, area: Area | None, key: str) -> Iterator[str]:
    """How many groups the change reaches, and what becomes of what they have."""
    name = key.partition(".")[0]
    if name not in SHAPING | {TEMPLATES, "meetings_min", "action_plan_required", "working_requires_all"}:
        return
    reached = Forum.objects.on(clock.today()).filter(region=acting.region_id)
    count = (reached.filter(area=area) if area else reached).count()
    yield ngettext("%(n)d grupp berörs.", "%(n)d grupper berörs.", count) % {"n": count}
    if name in SHAPING:
        yield _(
            "Grupper och platser som inte längre ska finnas avslutas dagen innan. Det som har hänt i dem står kvar."
        )
    if name == TEMPLATES:
        yield _("Protokoll som redan är påbörjade behåller den mall de började med.")
