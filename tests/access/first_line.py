"""What is asked of the first line, and a plan's code in another system, among what every page is tried on. [P-33, F105]

Child health goes by BUP in the filled region, which has another system for plans too.
"""

from typing import Any

from core.access import acting_as
from sip.models import ExternalChange, SipPlan
from sip.plans.services.external import set_external
from tests.access.visit import Visit
from tests.sip import asking
from tests.sip import town as sip
from tests.sip.transfers import town as transfers

DETAILS = " sip:first_line_ask sip:first_line_answer sip:plan_external "
VISITS = [
    Visit("sip:plan_start_step", "nurse", "nurse's child", more=("initiativ",)),
    Visit("sip:first_line_ask", "nurse", "nurse's child"),
    *(Visit("sip:transfer_detail", who, "first line ask") for who in ("nurse", "bup_manager")),
    Visit("sip:first_line_answer", "bup_manager", "first line ask"),
    Visit("sip:plan_external", of="plan"),
]


def make_first_line(world) -> dict[str, Any]:
    """The family has said yes to what child health asks of BUP, which has not answered."""
    town = asking.make_first_line(world.town)
    nurse = town.nurse
    child = sip.child_of(town, by=nurse)
    asked = asking.asked(town, child=child)
    transfers.consented(town, asked, by=nurse, information_kinds=("identity", "health"))
    with acting_as(town.teacher) as me:
        plan = SipPlan.objects.get(pk=world.objects["plan"])
        set_external(plan, by=me, reference="CL-1", seen=plan.external_reference)
    return {"nurse's child": child.pk, "first line ask": asked.pk}


def ten_times(world, copies) -> None:
    copies(ExternalChange.objects.filter(case=world.objects["plan"]))
