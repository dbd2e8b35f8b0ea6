"""What the house shows of organisations: the directory, the profile for administrators, the region's colours."""

from django.utils.translation import gettext_lazy as _

from core.audit import acts
from core.organisations import policies
from core.regions.models import Region
from core.ui import registry

COLOURS = ("accent", "accent_strong", "accent_tint", "on_accent")


def colours(code: str) -> dict[str, str] | None:
    """The region's own colours; none for another region than the one acted in."""
    return Region.objects.filter(code=code).values(*COLOURS).first()


registry.theme_tokens.set(colours)
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
