"""Seats among what every page is tried on: who sits where is read by the region, what stands empty by few."""

from typing import Any

from core import clock
from core.access import acting_as
from groups.models import Membership, SchoolContact
from groups.seats import schools
from tests.access.visit import Visit
from tests.database import as_loader
from tests.groups import build as b

DETAILS = " groups:seat_new groups:seat_detail groups:seat_note groups:school_invite groups:school_answer "
VISITS = [
    Visit("groups:vacancy_list", "chair"),
    Visit("groups:vacancy_list", "secretary", query="?show=ending"),
    Visit("groups:seat_new", "chair", "forum"),
    Visit("groups:seat_detail", "chair", "membership"),
    Visit("groups:seat_note", "chair", "membership", more=("ersattare",)),
    Visit("groups:school_invite", "chair", "forum"),
    Visit("groups:school_answer", "chair", "forum"),
]


def make_seats(town, *, words: str = "Mandatet") -> dict[str, Any]:
    """The managers' seat for BUP with a mandate in `words`, and an independent school of the area that is invited."""
    with as_loader():
        member = Membership.objects.get(forum=town.steering, assignment=town.assignments["steering_bup"])
        Membership.objects.filter(pk=member.pk).update(mandate_text=words)
        school = b.make_principal(town.region, "Friskolan", kind="independent_school")
        b.make_unit(town.region, school, "Friskolan", "school", district=town.east)
    with acting_as(town.chair) as me:
        schools.invite_school(town.steering, by=me, school=school, on=clock.today())
    return {"membership": member.pk}


def ten_times(world, copies) -> None:
    copies(SchoolContact.objects.filter(forum=world.town.steering))
