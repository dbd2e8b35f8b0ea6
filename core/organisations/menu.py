"""What the house shows of organisations: the directory, the profile for administrators, the region's colours."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.access import Acting, Asks
from core.access.expressions import found
from core.audit import acts
from core.organisations import policies, presenting
from core.organisations.models import Unit
from core.organisations.querysets import UnitQuerySet
from core.organisations.states import OverrideStatus
from core.regions.models import Region
from core.regions.profile import profile_of
from core.ui import dates, registry
from core.ui.searching import Sought, marked, snippet, whole

COLOURS = ("accent", "accent_strong", "accent_tint", "on_accent")


def colours(code: str) -> dict[str, str] | None:
    """The region's own colours; none for another region than the one acted in."""
    return Region.objects.filter(code=code).values(*COLOURS).first()


def forums(acting: Acting) -> set[str]:
    """The kinds of forum that the region has today, and the roles that lead them."""
    shapes = profile_of(acting.region_id).forums
    return {word for shape in shapes for word in (shape.kind, shape.led_by) if word}


def units(acting: Acting, sought: Sought) -> UnitQuerySet:
    """By name, mission, target group, mandate and how to reach them; closed ones too, with their last day. [S-24]"""
    rows = policies.visible_units(acting).filter(found("found_unit_ids", sought.query)).for_list()
    text = snippet(sought, "mission", "target_group", "mandate_text", "referral_path")
    return rows.annotate(seen=whole(sought, "name"), in_part=text)


def unit_hit(unit: Unit) -> registry.Hit:
    ended = _("Till och med %(day)s") % {"day": dates.day(unit.valid_to)} if unit.valid_to else ""
    detail = ", ".join(filter(None, [str(unit.get_unit_type_display()), presenting.principals(unit), str(ended)]))
    address = reverse("organisations:unit_detail", args=[unit.pk])
    return registry.Hit(marked(unit.seen), address, detail, marked(unit.in_part))  # type: ignore[attr-defined]


def duties(acting: Acting, today: date) -> Iterator[registry.Duty | Asks]:
    """Changes of areas and units that wait for this administrator's answer; the oldest first."""
    if not policies.is_administrator(acting):
        return
    waiting = policies.visible_changes(acting).filter(status=OverrideStatus.PROPOSED).order_by("created_at", "id")
    yield Asks(waiting)
    for change in waiting:
        if policies.can_approve_change(acting, change):
            url = reverse("organisations:change_decide", args=[change.pk])
            title = gettext("Svara på ett förslag om områden och verksamheter")
            yield registry.Duty(title=title, url=url, button=gettext("Svara"), detail=str(change.get_kind_display()))


registry.search.add(registry.SearchKind("verksamheter", _("Verksamheter"), units, unit_hit))
registry.theme_tokens.set(colours)
registry.region_forums.set(forums)
registry.menu.add(registry.MenuEntry(_("Verksamheter och områden"), "organisations:unit_list", order=700))
registry.duties.add(duties)
registry.menu.add(
    registry.MenuEntry(_("Regionens profil"), "regions:profile", shown_to=policies.is_administrator, order=820)
)
acts.register(
    {
        "region.profile_loaded": _("Läste in regionens profil"),
        "unit.described": _("Ändrade beskrivningen av en verksamhet"),
        "principal.added": _("Lade till en huvudman"),
        "district.added": _("Lade till ett distrikt"),
        "unit.added": _("Lade till en verksamhet"),
        "area.added": _("Lade till ett område"),
        "area.split": _("Delade ett område"),
        "area.merged": _("Slog ihop områden"),
        "area.ended": _("Avslutade ett område"),
        "area.renamed": _("Gav ett område ett annat namn"),
        "unit.moved": _("Gav en verksamhet andra områden"),
        "unit.split": _("Delade en verksamhet"),
        "unit.merged": _("Slog ihop verksamheter"),
        "unit.ended": _("Avslutade en verksamhet"),
        "unit.renamed": _("Gav en verksamhet ett annat namn"),
        "principal.renamed": _("Gav en huvudman ett annat namn"),
        "structure.proposed": _("Föreslog en ändring av områden och verksamheter"),
        "structure.approved": _("Beslutade en ändring av områden och verksamheter"),
        "structure.declined": _("Avslog en ändring av områden och verksamheter"),
        "override.proposed": _("Föreslog ett annat värde i profilen"),
        "override.approved": _("Beslutade ett annat värde i profilen"),
        "override.declined": _("Avslog ett annat värde i profilen"),
    }
)
