"""News of a unit made ready: a row each, and the page of one with its receipts. [F51]"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting, together
from core.ui import dates
from core.ui.registry import Who
from groups.news import policies
from groups.news.models import UnitNews
from groups.news.published import PUBLISHED, home
from groups.receipts.page import Panel


def news_row(one: UnitNews) -> dict[str, Any]:
    from_day = _("från och med %(day)s") % {"day": dates.day(one.from_day)}
    return {
        "title": one.title,
        "url": home(one),
        "detail": ", ".join([one.unit.name, from_day]),
        "kind": one.get_kind_display(),
        "told": _("Berättades %(day)s") % {"day": dates.day(one.told_on)},
        "is_withdrawn": one.withdrawn_on is not None,
    }


def news_page(acting: Acting, one: UnitNews) -> dict[str, Any]:
    """What `groups/news_detail.html` shows."""
    receipts = Panel(acting, PUBLISHED, one)
    together(*receipts.asks)
    withdrawn = one.withdrawn_on
    return {
        "news": one,
        "eyebrow": one.get_kind_display(),
        "lead": _("Gäller från och med %(day)s.") % {"day": dates.day(one.from_day)},
        "withdrawn": _("Beskedet togs tillbaka %(day)s.") % {"day": dates.day(withdrawn)} if withdrawn else "",
        "facts": [
            {"term": _("Verksamhet"), "text": one.unit.name, "url": _unit_url(one)},
            {"term": _("Berättades"), "text": f"{dates.day(one.told_on)}, {one.told_by.person}"},
        ],
        "receipts": receipts.shown(leads=policies.follows(acting, one)),
        "withdraw": reverse("groups:news_withdraw", args=[one.pk]) if policies.can_withdraw(acting, one) else "",
        "who": [
            Who(_("Alla som arbetar i regionen"), _("Beskedet")),
            Who(_("Den som leder verksamheten"), _("Vilka som har läst")),
        ],
    }


def _unit_url(one: UnitNews) -> str:
    return reverse("organisations:unit_detail", args=[one.unit_id])
