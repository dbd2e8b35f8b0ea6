"""The offer's clock, and those of a plan that has days of its own; the unit that noted it answers. [DL-34..DL-36]"""

from contextlib import suppress
from datetime import date

from django.utils.translation import gettext_lazy as _

from core import obligations
from core.access import Acting
from core.errors import WrongState
from core.obligations import Clock
from core.roles import Role
from sip.lss.models import LssOffer
from sip.plans.deadlines import LSS_REVIEWED, PLANS_TOLD

OFFERED = Clock(
    "DL-34",
    starts=lambda offer: offer.arose_on,
    owner=Role.UNIT_MANAGER,
    title=_("Erbjud en plan enligt LSS"),
    button=_("Till erbjudandet"),
    about=_("Plan enligt LSS"),
)  # [002:L2738-2742]: in connection with the decision, and no day is said
CODES = (OFFERED.code, LSS_REVIEWED.code, PLANS_TOLD.code)


def start(clock: Clock, offer: LssOffer, *, by: Acting, on: date, due_on: date | None = None) -> None:
    """For the unit, by its manager's role; a region that does not keep the deadline has none. Raises Refused."""
    obligations.start(
        clock,
        subject=offer,
        subject_code=offer.code,
        started_on=on,
        due_on=due_on,
        by=by,
        region_id=offer.region_id,
        unit_id=offer.unit_id,
        url_name="sip:lss_detail",
    )


def stop(offer: LssOffer, *, by: Acting, reason: str) -> None:
    """What runs need not be kept any longer."""
    for code in CODES:
        with suppress(WrongState):
            obligations.waive(offer, code, reason=reason, by=by)
