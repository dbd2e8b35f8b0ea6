"""A colleague is let in on a child, and who no longer works with it leaves. [security 1, W-37]"""

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused
from core.notices import notify
from core.people.models import RoleAssignment
from sip.children.models import Child, Contact
from sip.contacts import policies


@transaction.atomic
def let_in(child: Child, *, by: Acting, colleague: RoleAssignment) -> Contact:
    """From now on the colleague sees the child as one's own unit does. Raises PermissionDenied, Refused."""
    child = lock(child)
    require(policies.can_let_in(by, child))
    if not policies.possible_colleagues(by, child).filter(pk=colleague.pk).exists():
        raise Refused(_("Välj en kollega i er enhet som inte redan arbetar med barnet."), field="colleague")
    contact = Contact(region_id=by.region_id, child=child, assignment=colleague, unit_id=by.unit_id)
    contact.save(force_insert=True)
    audit.record("contact.added", contact, by=by, child_id=child.pk)
    notify("let_in", to=[colleague.pk], by=by, about_kind="child", about_id=child.pk)
    return contact


@transaction.atomic
def leave(child: Child, *, by: Acting) -> Contact:
    """One's own contact ends now; what one sees by a case stays until that ends.

    Raises PermissionDenied, Refused for the last of the unit but stand-ins: somebody answers for the child as long as
    it is known.
    """
    child = lock(child)
    require(policies.can_leave(by, child))
    if not policies.stays_with_another(by, child):
        raise Refused(_("Ingen annan i er enhet arbetar med barnet tills vidare. Lägg först till en kollega."))
    contact = lock(policies.live_contacts(child).get(assignment_id=by.assignment_id))
    contact.valid_to = clock.now()
    contact.save(update_fields=["valid_to"])
    audit.record("contact.ended", contact, by=by, child_id=child.pk)
    return contact
