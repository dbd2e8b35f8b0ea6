"""Whom a consent is explained to, and who of them gives it. [facts 9.6, 9.9]"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.errors import Refused
from sip.cases.models import ChildCase
from sip.children.choices import BarredItem
from sip.consent.models import Consent
from sip.consent.states import WITHOUT_GUARDIANS, ConsentStatus, Purpose
from sip.family.readers import CHILD, Reader, reader_of, readers_of_child
from sip.family.texts import Language
from sip.signatures.shown import Shown, shown_to

LIVE = (ConsentStatus.REQUESTED, ConsentStatus.GIVEN)


@dataclass(frozen=True)
class Family:
    """The child's name and those who may be told, as the child's own record has them; nobody where one lacks it."""

    child: str
    readers: tuple[Reader, ...]


def family_of(consent: Consent) -> Family:
    link = ChildCase.objects.filter(case_id=consent.case_id).select_related("child").order_by("created_at").first()
    return Family(link.child.full_name, tuple(readers_of_child(link.child))) if link else Family("", ())


def check_is_live(consent: Consent) -> None:
    """Raises Refused for a consent that has ended: there is nothing to read together or to answer."""
    if consent.status not in LIVE:
        raise Refused(_("Samtycket gäller inte längre."))


def consent_reader(consent: Consent, readers: list[Reader], key: str) -> Reader:
    """Raises Refused for one who is shut out of what it is about, and for nobody of these."""
    found = reader_of(readers, key)
    is_shut_out = BarredItem.EVERYTHING in found.barred
    if is_shut_out or (consent.purpose == Purpose.SIP and not found.may_have_plan):
        text = _("%(name)s får inte ta del av det som samtycket gäller. Det är antecknat hos barnet.")
        raise Refused(text % {"name": found.name})
    return found


def gives(consent: Consent, reader: Reader) -> bool:
    """Whether it is for this one to say yes or no: who decides for the child, the child beside them, or it alone."""
    if consent.signatories in WITHOUT_GUARDIANS:
        return reader.key == CHILD
    return reader.key in {CHILD if giver.key is None else str(giver.key) for giver in consent.givers.all()}


def explained(consent: Consent, family: Family, reader: Reader, to: Language) -> Shown:
    """The consent before this reader. `consent` comes with its givers and its units."""
    units = [row.unit.name for row in consent.units.all() if row.withdrawn_at is None]
    return shown_to(reader, consent, sorted(units), family.child, to)
