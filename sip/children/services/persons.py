"""Others around the child: close to it, or speaking for it. [G-006, G-008, F71]"""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, lock, require
from core.dayguard import refuse_ahead
from core.errors import Refused
from sip.children import policies
from sip.children.choices import Relation
from sip.children.models import Child, ChildPerson


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


@transaction.atomic
def add_person(child: Child, *, by: Acting, facts: PersonFacts) -> ChildPerson:
    """Raises PermissionDenied, Refused where one would take part against the child's will."""
    child = lock(child)
    require(policies.can_work_with_child(by, child))
    _check(facts)
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
    _check(facts)
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
    return {name: value.strip() if isinstance(value, str) else value for name, value in asdict(facts).items()}


def _check(facts: PersonFacts) -> None:
    if facts.child_objects and facts.may_take_part:
        raise Refused(_("Barnet vill inte att personen är med. Då deltar personen inte."), field="may_take_part")


def _refuse_ended(person: ChildPerson) -> None:
    if person.valid_to is not None:
        raise Refused(_("Personen är avslutad här."))
