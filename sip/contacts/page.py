"""Who works with the child, on its page; and the notice that one has been let in."""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting, Asks
from core.notices.about import Described
from core.ui import dates
from core.workdays import local_today
from sip.children.models import Child, Contact
from sip.children.policies import can_register_child, visible_children
from sip.contacts import policies


def child_section(acting: Acting, child: Child) -> Iterator[Asks | dict]:
    """Those of the own unit: that another of the principal's knows the child is not this one's to read. [OSL 26:1]"""
    found = policies.live_contacts(child).filter(unit_id=acting.unit_id).select_related("assignment__person")
    found = found.order_by("valid_from")
    yield Asks(found)
    section = {"title": _("De hos er som arbetar med barnet"), "key": "arbetar", "rows": []}
    section["rows"] = [_row(acting, one) for one in found]
    section["empty"] = _("Ingen hos er arbetar med barnet just nu. De som deltar i ett ärende finns i ärendet.")
    if can_register_child(acting):  # the page is of a child that one sees
        section |= {"url": reverse("sip:contact_add", args=[child.pk]), "label": _("Lägg till en kollega")}
    yield section


def _row(acting: Acting, contact: Contact) -> dict:
    """One's own row leads to the way out."""
    since = _("Sedan %(day)s") % {"day": dates.day(local_today(contact.valid_from))}
    if contact.assignment_id != acting.assignment_id:
        return {"title": str(contact.assignment.person), "detail": since}
    url = reverse("sip:contact_leave", args=[contact.child_id])
    return {"title": _("Jag arbetar inte längre med barnet"), "url": url, "detail": since, "badge": _("Du")}


def describe_children(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    """The way to the child, never its name, for those who see it now."""
    found = visible_children(acting).filter(pk__in=ids).values_list("pk", flat=True)
    yield Asks(found)
    for pk in found:
        yield pk, Described("", reverse("sip:child_detail", args=[pk]))
