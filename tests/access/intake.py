"""A file of people among what every page is tried on: one that is looked through, and one that waits for an answer."""

from datetime import timedelta
from typing import Any

from core import clock
from core.intake.models import IntakeDraft
from core.people.models import Person, RoleBatch, RoleProposal
from tests.access.visit import Visit
from tests.database import as_loader

DETAILS = " intake:start intake:template intake:review people:batch_answer "
VISITS = [
    Visit("intake:start", "admin"),
    Visit("intake:template", "admin", more=("people", "csv")),
    Visit("intake:review", "admin", "intake draft"),
    Visit("people:batch_answer", "admin", "role batch"),
]


def make_files(town, asker, *, name: str = "Filén") -> dict[str, Any]:
    """The file is the administrator's; another, `asker`, has asked for a role out of another file."""
    last = clock.today() + timedelta(days=30)
    cells = {
        "email": "ur.fil@prov.example", "given_name": "Fia", "family_name": name, "role": "caseworker",
        "unit": town.school.name, "valid_to": str(last),
    }  # fmt: skip
    with as_loader():
        draft = IntakeDraft.objects.create(
            region=town.region, kind="people", started_by=town.assignments["admin"], rows=[[2, cells]], unread=[name]
        )
        batch = RoleBatch.objects.create(region=town.region, proposed_by=asker)
        person = Person.objects.create(region=town.region, given_name="Finn", family_name=name)
        RoleProposal.objects.create(
            region=town.region, person=person, proposed_by=asker, batch=batch, role="caseworker", unit=town.school,
            valid_from=clock.today(), valid_to=last,
        )  # fmt: skip
    return {"intake draft": draft.pk, "role batch": batch.pk}


def ten_times(world, copies) -> None:
    """More rows in the file, and more roles out of the other one."""
    draft = IntakeDraft.objects.get(pk=world.objects["intake draft"])
    (_number, cells) = draft.rows[0]
    draft.rows = [[number, {**cells, "email": f"{number}@prov.example"}] for number in range(2, 32)]
    draft.save()
    copies(RoleProposal.objects.filter(batch=world.objects["role batch"]))
