"""What the plan under LSS adds to the start page: the clocks, and a yes whose plan is not noted yet. [DL-34..DL-36]"""

from collections.abc import Iterator
from datetime import date

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting, Asks
from core.obligations.clocks import about_of, button_of, title_of
from core.obligations.models import Obligation
from core.obligations.owed import action_url
from core.ui.registry import Duty
from sip.lss.deadlines import CODES, OFFERED
from sip.lss.policies import visible_offers, works_with_lss
from sip.lss.states import OfferStatus


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """The clocks for those who do not owe them by their role, who are told there already; and plans still to note."""
    if not works_with_lss(acting):
        return
    mine = visible_offers(acting)
    clocks = Obligation.objects.live().filter(region_id=acting.region_id, unit_id=acting.unit_id, code__in=CODES)
    clocks = clocks.filter(subject_id__in=mine.values("pk")).exclude(owner_role=acting.role)
    clocks = (
        clocks.filter(paused_on__isnull=True).select_related("rule").order_by(F("due_on").asc(nulls_last=True), "pk")
    )
    missing = mine.filter(status=OfferStatus.ACCEPTED).order_by("answered_on", "pk")
    yield Asks(clocks, missing)
    for row in clocks:
        yield Duty(
            title=title_of(row.code, row.rule.words),
            url=action_url(row),
            button=button_of(row.code),
            due_on=row.due_on,
            code=row.subject_code,
            about=about_of(OFFERED.code),
        )
    for offer in missing:
        url = reverse("sip:lss_note", args=[offer.pk, "plan"])
        yield Duty(
            title=_("Notera planen enligt LSS"), url=url, button=_("Notera planen"), due_on=None, code=offer.code,
            about=about_of(OFFERED.code),
        )  # fmt: skip
