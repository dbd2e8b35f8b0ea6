"""What is asked of the first line, and a plan's code in another system, among what every page is tried on. [P-33, F105]

Child health goes by BUP in the filled region, which has another system for plans too.
"""

from typing import Any

from core import clock
from core.access import acting_as
from core.regions.models import RegionProfile
from core.roles import Role
from sip.first_line.services import Asked, ask_first_line
from sip.models import ExternalChange, SipPlan
from sip.plans.services.external import set_external
from tests.access.visit import Visit
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.groups import build as b
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
    town = world.town
    with as_loader():
        profile = RegionProfile.objects.get(region=town.region)
        profile.data |= {"sip_first_line": {"child_health": ["bup"]}, "sip_external_system": "Cosmic Link"}
        profile.save()
        make_rule(town.region, "DL-26C", amount=7, unit="day", owner_role="unit_manager")
        unit = b.make_unit(town.region, town.care, "BVC Norr", "child_health", serves=[town.area])
        town.assignments["nurse"] = b.make_assignment(town.region, Role.CASEWORKER, "Nina Sköterska", unit=unit)
    nurse = b.acting_for(town.assignments["nurse"])
    child = sip.child_of(town, by=nurse)
    with acting_as(nurse):
        facts = Asked(unit=town.bup, text="Sover inte.", need_noticed_on=clock.today(), district=town.east)
        asked = ask_first_line(child, by=nurse, facts=facts)
    transfers.consented(town, asked, by=nurse, information_kinds=("identity", "health"))
    with acting_as(town.teacher) as me:
        plan = SipPlan.objects.get(pk=world.objects["plan"])
        set_external(plan, by=me, reference="CL-1", seen=plan.external_reference)
    return {"nurse's child": child.pk, "first line ask": asked.pk}


def ten_times(world, copies) -> None:
    copies(ExternalChange.objects.filter(case=world.objects["plan"]))
