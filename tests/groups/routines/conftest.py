from types import SimpleNamespace

from core.roles import Role
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.meetings.table import make_table
from tests.kept import kept


@kept
def town() -> SimpleNamespace:
    """The steering group's table, the group of the area beside it, and the regional group with an officer in it."""
    with as_loader():
        town = make_table()
        officer = b.make_assignment(town.region, Role.REGIONAL_MEMBER, "Rut Regional", unit=town.bup)
        b.make_member(town.bussam, officer)
    town.people["officer"] = officer
    town.acting["officer"] = b.acting_for(officer)
    return town
