"""What the plan under LSS adds to the start page: the clocks, and a yes whose plan is not noted yet. [DL-34..DL-36]"""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting, Asks
from core.obligations.clocks import about_of
from core.obligations.owed import clocks_beside, duty_of
from core.ui.registry import Duty
from sip.lss.deadlines import CODES, OFFERED
from sip.lss.policies import visible_offers, works_with_lss
from sip.lss.states import OfferStatus


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """The clocks for those who do not owe them by their role, who are told there already; and plans still to note."""
    if not works_with_lss(acting):
        return
    mine = visible_offers(acting)
    clocks = clocks_beside(acting, CODES, mine.values("pk"))
    missing = mine.filter(status=OfferStatus.ACCEPTED).order_by("answered_on", "pk")
    yield Asks(clocks, missing)
    for row in clocks:
        yield duty_of(row)
    for offer in missing:
        url = reverse("sip:lss_note", args=[offer.pk, "plan"])
        yield Duty(
            title=_("Notera planen enligt LSS"), url=url, button=_("Notera planen"), due_on=None, code=offer.code,
            about=about_of(OFFERED.code),
        )  # fmt: skip
