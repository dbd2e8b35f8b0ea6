"""A child health centre that asks the first line, for tests. [P-33]"""

from core import clock
from core.access import acting_as
from core.regions.models import RegionProfile
from core.roles import Role
from sip.first_line.services import Asked, ask_first_line
from sip.models import Transfer
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.groups import build as b
from tests.sip import town as t
from tests.sip.plans.town import name_other_system
from tests.sip.transfers import town as x

TEXT = "MÄRKE-BEGÄRAN Barnet sover inte."


def make_first_line(town):
    """Child health goes by BUP here, as the profile says, which names another system for plans too."""
    name_other_system(town)
    with as_loader():
        profile = RegionProfile.objects.get(region=town.region)
        profile.data["sip_first_line"] = {"child_health": ["bup"]}
        profile.save()
        make_rule(town.region, "DL-26C", amount=7, unit="day", owner_role="unit_manager")
        town.bvc = b.make_unit(town.region, town.care, "BVC Norr", "child_health", serves=[town.area])
        town.assignments["nurse"] = b.make_assignment(town.region, Role.CASEWORKER, "Nina Sköterska", unit=town.bvc)
    town.nurse = b.acting_for(town.assignments["nurse"])
    return town


def asked(town, *, by=None, child=None, **facts) -> Transfer:
    by = by or town.nurse
    child = child or t.child_of(town, by=by)
    said = {"unit": town.bup, "text": TEXT, "need_noticed_on": clock.today(), "district": town.east, **facts}
    with acting_as(by):
        return ask_first_line(child, by=by, facts=Asked(**said))


def sent(town) -> Transfer:
    """Asked, and the family has said yes."""
    transfer = asked(town)
    x.consented(town, transfer, by=town.nurse, information_kinds=("identity", "health"))
    return transfer
