"""A person in the region's directory."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.access import Acting, lock, require
from core.errors import Refused
from core.people import policies
from core.people.models import Person


@transaction.atomic
def register_person(
    *, by: Acting, given_name: str, family_name: str, email: str, title: str = "", phone: str = ""
) -> Person:
    """Put somebody in the directory; gives no access by itself.

    Raises PermissionDenied for others than administrators, Refused when the address is already somebody's here.
    """
    require(policies.is_administrator(by))
    if policies.visible_people(by).filter(email__iexact=email).exists():
        raise Refused(
            _("Det finns redan en person med den e-postadressen. Öppna personen och föreslå rollen där."), field="email"
        )
    person = Person(
        region_id=policies.region_of(by),
        given_name=given_name,
        family_name=family_name,
        email=email.lower(),
        title=title,
        phone=phone,
    )
    person.save()
    audit.record("person.registered", person, by=by)
    return person


@transaction.atomic
def correct_person(person: Person, *, by: Acting, given_name: str, family_name: str, title: str) -> Person:
    """What somebody is called now. What is said already is not said again. Raises PermissionDenied."""
    person = lock(person)
    require(policies.is_administrator(by))
    said = {"given_name": given_name, "family_name": family_name, "title": title}
    changed = [name for name, value in said.items() if getattr(person, name) != value]
    if not changed:
        return person
    for name in changed:
        setattr(person, name, said[name])
    person.save(update_fields=changed)
    audit.record("person.corrected", person, by=by)
    return person
