from types import SimpleNamespace

from core.roles import Role
from groups.models import Forum
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.meetings.table import make_table
from tests.kept import kept


@kept
def town() -> SimpleNamespace:
    """The steering group's table, and a working group with a convenor and a member."""
    with as_loader():
        town = make_table()
        Forum.objects.filter(pk=town.working.pk).update(led_by=Role.WORKING_CONVENOR)
        town.working.refresh_from_db()
        more = {
            "convenor": b.make_assignment(
                town.region, Role.WORKING_CONVENOR, "Vera Kallar", unit=town.school, area=town.area
            ),
            "member": b.make_assignment(
                town.region, Role.WORKING_MEMBER, "Mia Medlem", unit=town.social, area=town.area
            ),
        }
        for one in more.values():
            b.make_member(town.working, one)
        make_rule(town.region, "DL-25")
    town.people |= more
    town.acting |= {name: b.acting_for(one) for name, one in more.items()}
    return town
