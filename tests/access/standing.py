"""A case whose clock stands still, another whose clock may, and who asks for either page."""

from core.access import acting_as
from core.obligations import pausing
from core.obligations.models import DeadlineRule, Obligation
from tests.access.visit import Visit
from tests.database import as_loader
from tests.sip import town as sip

VISITS = [
    Visit("obligations:note", "convenor", "obligation that runs", more=("pausa",)),
    Visit("obligations:note", "convenor", "obligation that stands still", more=("starta-igen",)),
    Visit("obligations:certificate", "convenor", "obligation that stands still"),
]
DETAILS = " obligations:note"


def make_standing(town) -> dict:
    with as_loader():
        DeadlineRule.objects.filter(region=town.region, code="DL-01").update(pausable=True)
    keys = [_clock_of(sip.raised(town)).pk for _case in range(2)]
    with acting_as(town.convenor) as by:
        pausing.stand_still(Obligation.objects.select_related("rule").get(pk=keys[1]), by=by, reason="waiting")
    return dict(zip(("obligation that runs", "obligation that stands still"), keys, strict=True))


def _clock_of(case) -> Obligation:
    with as_loader():
        return Obligation.objects.get(case_id=case.pk, code="DL-01")


def ten_times(world, copies) -> None:
    """The cases that were added have clocks of their own."""
