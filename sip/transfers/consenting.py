"""What a consent to a transfer is for: the units that it names, and before the birth the child that is expected."""

from django.utils.translation import gettext as _

from core.errors import Refused
from sip.cases.models import ChildCase, ConcernedUnit
from sip.consent.asked import Asked
from sip.consent.states import Purpose
from sip.transfers.models import Transfer


def purpose_of(transfer: Transfer) -> Purpose:
    """For a child that is expected it is the expecting parents' consent, and ends with the birth. [CS-13, F101]"""
    own = ChildCase.objects.select_related("child").filter(case_id=transfer.pk)[:1]
    return Purpose.UNBORN if any(link.child.is_expected for link in own) else Purpose.INFORMATION_TRANSFER


def check_transfer(transfer: Transfer, asked: Asked) -> None:
    """Raises Refused for another purpose, and for a unit that the transfer does not name."""
    purpose = purpose_of(transfer)
    if asked.purpose != purpose and purpose == Purpose.UNBORN:
        raise Refused(_("Barnet är inte fött än. Samtycket är de väntande föräldrarnas."), field="purpose")
    if asked.purpose != purpose:
        raise Refused(_("Det här samtycket gäller att lämna uppgifter. Be om det på nytt."), field="purpose")
    named = {*ConcernedUnit.objects.filter(case_id=transfer.pk).values_list("unit_id", flat=True)}
    if not {unit.pk for unit in asked.units} <= named:
        raise Refused(_("Välj bland de verksamheter som uppgifterna ska gå till."), field="units")
