"""Others around the child: close to it, or speaking for it. [G-006, G-008, F71]"""

from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, lock, require
from core.dayguard import refuse_ahead
from core.errors import Refused
from sip.children import policies
from sip.children.appointing import check_appointment
from sip.children.choices import Relation
from sip.children.models import Child, ChildPerson, Guardian


@dataclass(frozen=True)
class PersonFacts:
    """What is said of somebody around the child; `described` is who that is to the child."""

    name: str
    relation: str = Relation.RELATED
    described: str = ""
    phone: str = ""
    may_take_part: bool = True
    child_objects: bool = False
    interpreter_language: str = ""
    dialect: str = ""
    sign_language: bool = False
    adaptations: str = ""
    appointment_number: str = ""
    appointed_from: date | None = None
    appointed_to: date | None = None
    stands_for: Guardian | None = None


@transaction.atomic
def add_person(child: Child, *, by: Acting, facts: PersonFacts) -> ChildPerson:
    """Raises PermissionDenied, Refused where one would take part against the child's will."""
    child = lock(child)
    require(policies.can_work_with_child(by, child))
    _check(child, facts)
    person = ChildPerson(region_id=by.region_id, child=child, **_said(facts))
    person.save(force_insert=True)
    audit.record("person.added", person, by=by, child_id=child.pk, reason=person.relation)
    return person


@transaction.atomic
def change_person(person: ChildPerson, *, by: Acting, facts: PersonFacts) -> ChildPerson:
    """Raises PermissionDenied, Refused as when added, or when the person is no longer there."""
    person = lock(person)
    require(policies.can_work_with_child(by, person.child))
    _refuse_ended(person)
    _check(person.child, facts)
    said = _said(facts)
    for name, value in said.items():
        setattr(person, name, value)
    person.save(update_fields=list(said))
    audit.record("person.changed", person, by=by, child_id=person.child_id, reason=person.relation)
    return person


@transaction.atomic
def end_person(person: ChildPerson, *, by: Acting, on: date) -> ChildPerson:
    """No longer around the child, from a day; the row stays. Raises PermissionDenied, Refused."""
    person = lock(person)
    require(policies.can_work_with_child(by, person.child))
    _refuse_ended(person)
    refuse_ahead(on, "on")
    person.valid_to = on
    person.save(update_fields=["valid_to"])
    audit.record("person.ended", person, by=by, child_id=person.child_id)
    return person


def _said(facts: PersonFacts) -> dict:
    said = {one.name: getattr(facts, one.name) for one in fields(facts)}
    return {name: value.strip() if isinstance(value, str) else value for name, value in said.items()}


def _check(child: Child, facts: PersonFacts) -> None:
    if facts.child_objects and facts.may_take_part:
        raise Refused(_("Barnet vill inte att personen är med. Då deltar personen inte."), field="may_take_part")
    check_appointment(
        facts,
        may_be=facts.relation == Relation.REPRESENTATIVE,
        none_here=_("Ett förordnande har bara en god man eller en annan företrädare."),
    )
    if facts.stands_for is None:
        return
    if not facts.appointment_number.strip():
        raise Refused(_("Skriv förordnandet för den som företräder i någons ställe."), field="appointment_number")
    if facts.stands_for.child_id != child.pk:
        raise Refused(_("Välj bland barnets vårdnadshavare."), field="stands_for")


def _refuse_ended(person: ChildPerson) -> None:
    if person.valid_to is not None:
        raise Refused(_("Personen är avslutad här."))
