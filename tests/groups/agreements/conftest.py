from types import SimpleNamespace

import pytest

from core.people.models import RoleAssignment
from core.roles import Role
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.meetings.table import make_table


@pytest.fixture
def town(db) -> SimpleNamespace:
    """The steering group's table; those who decide for the city and for the region, a school's own voice."""
    with as_loader():
        town = make_table()
        school = b.make_principal(town.region, "Friskolan", kind="independent_school")
        more = {
            "city_head": b.make_assignment(
                town.region, Role.UNIT_MANAGER, "Cia Chef", unit=town.social, has_mandate=True
            ),
            "school_voice": b.make_assignment(town.region, Role.INDEPENDENT_SCHOOL_REP, "Frida Fri", principal=school),
        }
        bup_head = town.people["bup_head"]
        RoleAssignment.objects.filter(pk=bup_head.pk).update(has_mandate=True)
        bup_head.refresh_from_db()
    town.free_school = school
    town.people |= more
    town.acting |= {name: b.acting_for(one) for name, one in more.items()}
    return town
