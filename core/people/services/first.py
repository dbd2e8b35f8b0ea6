"""A region's first two administrators, by the operator; from then on two decide together. [security 8]"""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, require
from core.errors import Refused
from core.people import policies
from core.people.models import Invitation, Person, RoleAssignment
from core.people.services.grants import FEWEST_ADMINISTRATORS
from core.people.services.invitations import invite
from core.roles import Role

LASTS = timedelta(days=365)


@transaction.atomic
def invite_first_administrator(*, by: Acting, given_name: str, family_name: str, email: str) -> Invitation:
    """Make one of the first two and write the invitation's mail. `by` is the operator's command in the region.

    Raises PermissionDenied for anybody else, Refused when the region has two already.
    """
    require(by.kind == "command" and by.region_id is not None)
    today = clock.today()
    there = RoleAssignment.objects.filter(region_id=policies.region_of(by), role=Role.REGION_ADMIN).live(today)
    if there.values("person_id").distinct().count() >= FEWEST_ADMINISTRATORS:
        raise Refused(_("Regionen har redan två administratörer. De ger fler personer rollen i portalen."))
    person = Person(
        region_id=policies.region_of(by), given_name=given_name, family_name=family_name, email=email.lower()
    )
    person.save()
    assignment = RoleAssignment(
        region_id=policies.region_of(by),
        person=person,
        role=Role.REGION_ADMIN,
        valid_from=today,
        valid_to=today + LASTS,
    )
    assignment.save()
    audit.record("role.granted", assignment, by=by, reason="first_administrator")
    return invite(person, invited_by_id=assignment.pk, by=by)
