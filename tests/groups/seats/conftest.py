from types import SimpleNamespace

from core.roles import Role
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.meetings.table import make_table
from tests.kept import kept


@kept
def town() -> SimpleNamespace:
    """A steering group that asks for three seats, and two independent schools in its area."""
    with as_loader():
        town = make_table()
        for order, (label, kinds) in enumerate([("Socialtjänst", "social_services"), ("BUP", "bup"), ("BUMM", "bumm")]):
            b.make_requirement(town.region, "steering_group", label, [kinds], order=order, mandate="unit")
        town.bumm = b.make_unit(town.region, town.care, "BUMM Norr", "bumm", serves=[town.area])
        town.schools = [
            b.make_principal(town.region, name, kind="independent_school") for name in ("Alskolan", "Björkskolan")
        ]
        units = [b.make_unit(town.region, one, one.name, "school", district=town.east) for one in town.schools]
        town.people["bumm_head"] = b.make_assignment(town.region, Role.UNIT_MANAGER, "Ulf Bumm", unit=town.bumm)
        town.people["speaker"] = b.make_assignment(
            town.region, Role.INDEPENDENT_SCHOOL_REP, "Frida Friskola", unit=units[0]
        )
        b.make_member(town.steering, town.people["speaker"])
    for name in ("bumm_head", "speaker"):
        town.acting[name] = b.acting_for(town.people[name])
    return town
