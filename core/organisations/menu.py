"""What the house shows of organisations: the directory, the profile for administrators, the region's colours."""

from django.utils.translation import gettext_lazy as _

from core.access import Acting
from core.audit import acts
from core.organisations import policies
from core.regions.models import Region
from core.regions.profile import profile_of
from core.ui import registry

COLOURS = ("accent", "accent_strong", "accent_tint", "on_accent")


def colours(code: str) -> dict[str, str] | None:
    """The region's own colours; none for another region than the one acted in."""
    return Region.objects.filter(code=code).values(*COLOURS).first()


def forums(acting: Acting) -> set[str]:
    """The kinds of forum that the region has today, and the roles that lead them."""
    shapes = profile_of(acting.region_id).forums
    return {word for shape in shapes for word in (shape.kind, shape.led_by) if word}


registry.theme_tokens.set(colours)
registry.region_forums.set(forums)
registry.menu.add(registry.MenuEntry(_("Verksamheter och områden"), "organisations:unit_list", order=700))
registry.menu.add(
    registry.MenuEntry(_("Regionens profil"), "regions:profile", shown_to=policies.is_administrator, order=820)
)
acts.register(
    {
        "region.profile_loaded": _("Läste in regionens profil"),
        "override.proposed": _("Föreslog ett eget värde för ett område"),
        "override.approved": _("Beslutade ett eget värde för ett område"),
        "override.declined": _("Avslog ett eget värde för ett område"),
    }
)
