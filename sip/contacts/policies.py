"""Who lets a colleague in on a child, and who leaves it. [security 1, 2]"""

from django.db.models import Exists, OuterRef, QuerySet

from core import clock
from core.access import Acting
from core.people.queries import holders, live_assignments
from core.people.querysets import RoleAssignmentQuerySet
from core.roles import Role
from sip.children.models import Child, Contact
from sip.children.policies import can_work_with_child


def live_contacts(child: Child) -> QuerySet[Contact]:
    """Those who work with the child now, of the own principal's units; who has left the unit does not."""
    there = live_assignments(child.region_id, clock.today())
    return Contact.objects.live(clock.now()).filter(child=child, assignment__in=there)


def stays_with_another(acting: Acting, child: Child) -> bool:
    """A colleague of the unit goes on working with the child, not merely in somebody's place until a day."""
    staying = live_contacts(child).filter(unit_id=acting.unit_id, valid_to=None)
    return staying.exclude(assignment_id=acting.assignment_id).exists()


def own_contact(acting: Acting, child: Child) -> Contact | None:
    return live_contacts(child).filter(assignment_id=acting.assignment_id).first()


def can_let_in(acting: Acting, child: Child) -> bool:
    """Who: those of the unit who see the child now, and its leader."""
    return acting.unit_id is not None and can_work_with_child(acting, child)


def can_leave(acting: Acting, child: Child) -> bool:
    """Who: whoever works with the child by a contact of one's own."""
    return can_work_with_child(acting, child) and own_contact(acting, child) is not None


def possible_colleagues(acting: Acting, child: Child) -> RoleAssignmentQuerySet:
    """Colleagues in force of the same unit who meet children and do not see this one; leaders see it as they are."""
    there = live_contacts(child).filter(assignment_id=OuterRef("pk"))
    workers = holders(Role.CASEWORKER, region_id=acting.region_id, on=clock.today())
    return workers.filter(~Exists(there), unit_id=acting.unit_id)
