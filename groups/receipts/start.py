"""What one has been asked to read, on the start page; words for the acts and notices of receipts."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Acting, Asks
from core.notices.kinds import Kind
from core.ui.registry import Duty
from groups.receipts import policies
from groups.receipts.published import kinds

ACTS = {
    "receipt.asked": gettext_lazy("Bad medlemmar läsa och bekräfta"),
    "receipt.confirmed": gettext_lazy("Bekräftade att det är läst"),
    "receipt.reminded": gettext_lazy("Påminde dem som inte har läst"),
}
NOTICES = (
    Kind("receipt_asked", gettext_lazy("Du är ombedd att läsa och bekräfta."), once=True),
    Kind("receipt_reminded", gettext_lazy("Påminnelse: du har inte bekräftat att du har läst."), once=False),
)


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """What one has been asked to read and not confirmed."""
    for kind in kinds():
        unread = policies.own_receipts(acting, kind).filter(read_at__isnull=True)
        things = kind.visible(acting).filter(pk__in=unread.values("about_id")).order_by("pk")
        yield Asks(things)
        for one in filter(kind.is_known, things):
            yield Duty(title=_("Läs och bekräfta"), url=kind.home(one), button=_("Öppna"), detail=str(one))


DESCRIBES: dict = {}
DUTIES = (duties,)
