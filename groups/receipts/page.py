"""What the page of a thing says of its receipts, and the list of who has read. For any kind that is registered."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting
from core.ui import dates
from groups.receipts import policies
from groups.receipts.models import Receipt
from groups.receipts.published import Kind


class Panel:
    """The receipts of one thing: `asks` go into the page's own statement, then `shown` is for its template."""

    def __init__(self, acting: Acting, kind: Kind, thing: Any) -> None:
        self._kind, self._thing = kind, thing
        self._own = policies.own_receipts(acting, kind).filter(about_id=thing.pk)
        self._counted = policies.counted(kind, thing)
        self.asks = (self._own, self._counted)

    def shown(self, *, leads: bool) -> dict[str, Any] | None:
        """`groups/_receipt_ask.html` takes its `confirm`, `groups/_receipts.html` the rest; None: nothing to say.

        Who had read stays to be seen when the thing holds no more.
        """
        own = next(iter(self._own), None)
        asked, read = next(iter(self._counted), (0, 0)) if leads else (0, 0)
        may = leads and self._kind.is_known(self._thing)
        if own is None and not may and not asked:
            return None
        where = [self._thing.pk, self._kind.key]
        return {
            "confirm": reverse("groups:receipt_confirm", args=[own.pk]) if own and self._waits(own) else "",
            "read_on": _("Du bekräftade %(day)s.") % {"day": dates.day(own.read_at)} if own and own.read_at else "",
            "count": _read_of(read, asked) if asked else "",
            "list": reverse("groups:receipt_list", args=where),
            "publish": reverse("groups:receipt_publish", args=where) if may else "",
        }

    def _waits(self, own: Receipt) -> bool:
        return own.read_at is None and self._kind.is_known(self._thing)


def _read_of(read: int, asked: int) -> str:
    return _("%(read)d av %(n)d har läst.") % {"read": read, "n": asked}


def receipt_row(one: Receipt) -> dict[str, Any]:
    unit = one.assignment.unit
    asked = _("Ombedd %(day)s") % {"day": dates.day(one.asked_on)}
    reminded = _("påmind %(day)s") % {"day": dates.day(one.reminded_on)} if one.reminded_on else ""
    return {
        "name": str(one.assignment.person),
        "unit": unit.name if unit else "",
        "asked": ", ".join(filter(None, [asked, reminded])),
        "read": _("Läst %(day)s") % {"day": dates.day(one.read_at)} if one.read_at else "",
    }
