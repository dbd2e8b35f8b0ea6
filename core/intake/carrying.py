"""What a confirmed file does: people are registered and roles asked for, and a change of units is asked for."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from core import clock
from core.access import Acting
from core.errors import Refused
from core.intake.people import PersonLine
from core.intake.units import UnitLine
from core.organisations.choices import ChangeKind
from core.organisations.models import StructureChange
from core.organisations.restructuring.services import propose_change
from core.people import services as persons
from core.people.models import Person, RoleBatch


def people(lines: Sequence[PersonLine], by: Acting) -> RoleBatch | None:
    """Raises PermissionDenied, and Refused naming the row. What waits for a second administrator, if anything does."""
    batch = persons.open_batch(by=by) if any(line.waits for line in lines) else None
    made: dict[str, Person] = {}
    for line in lines:
        try:
            _one(line, batch, made, by)
        except Refused as refused:
            words = {"number": line.number, "sentence": refused}
            raise Refused(_("Rad %(number)d: %(sentence)s") % words) from None
    return batch


def _one(line: PersonLine, batch: RoleBatch | None, made: dict[str, Person], by: Acting) -> None:
    person = line.person or made.get(line.email)
    if person is None:
        person = made[line.email] = persons.register_person(by=by, email=line.email, **line.names)
    elif line.corrects:
        persons.correct_person(person, by=by, **line.names)
    for assignment, last in line.ends:
        persons.end_assignment(assignment, by=by, on=last)
    if line.role:
        persons.propose_role(person, by=by, batch=batch, **line.role)


def units(lines: Sequence[UnitLine], by: Acting) -> StructureChange:
    """All that the file does of units is one change, decided by another. Raises PermissionDenied, Refused."""
    wanted = [line.wanted for line in lines if line.wanted]
    reason = _("Ur en fil med %d rader.") % len(lines)
    return propose_change(ChangeKind.FROM_FILE, {"file": wanted}, on=clock.today(), reason=reason, by=by)
