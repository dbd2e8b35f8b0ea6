"""Who a paper about a child is for, and what each of them may not be told in it. [CS-19, security 1 (7), 2 row 14]"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.access import together, within
from core.errors import Refused
from core.ui import dates
from sip.children.barring import items_by_guardian
from sip.children.choices import BarredItem, Relation
from sip.children.models import Child, Guardian

CHILD = "barnet"


@dataclass(frozen=True)
class Reader:
    """Who a paper is for. `barred`: what must not stand in it; `key` names the reader in the address."""

    key: str
    name: str
    barred: frozenset[str] = frozenset()
    is_representative: bool = False  # appointed to decide for the child, and no guardian
    child_id: UUID | None = None  # whose record says so

    @property
    def may_have_all(self) -> bool:
        """Whether unsorted free text may be handed out: it could tell whatever the reader is barred from."""
        return not self.barred

    @property
    def may_have_plan(self) -> bool:
        return BarredItem.PLAN not in self.barred

    @property
    def hides_minutes(self) -> bool:
        return BarredItem.MINUTES in self.barred

    @property
    def hides_places(self) -> bool:
        """Where the child is must not be read out of a paper: no unit, no school, nobody's name there."""
        return bool(self.barred & {BarredItem.ADDRESS, BarredItem.PLACES})

    @property
    def hides_times(self) -> bool:
        return BarredItem.MEETINGS in self.barred


def readers_of_child(child: Child) -> list[Reader]:
    """The child, the guardians and who is appointed in their place, with what each is shut out of today.

    A child whose stay is secret is named nowhere in any paper, whoever reads it: papers are shown on.
    """
    today = clock.today()
    bars, protections, secret = child.bars.all(), child.protections.all(), _secret(child)
    guardians = child.guardians.filter(valid_to__isnull=True).order_by("created_at")
    persons = child.persons.filter(relation=Relation.REPRESENTATIVE, valid_to__isnull=True).order_by("created_at")
    together(bars, protections, secret, guardians, persons)
    barred = items_by_guardian(bars, protections, today)
    everywhere = frozenset({BarredItem.ADDRESS, BarredItem.PLACES}) if secret else frozenset()
    found = [Reader(CHILD, child.given_name, everywhere, child_id=child.pk)]
    found += [Reader(str(one.pk), one.name, barred[one.pk] | everywhere, child_id=child.pk) for one in guardians]
    return found + [
        Reader(str(one.pk), one.name, everywhere, is_representative=True, child_id=child.pk)
        for one in persons
        if one.is_appointed(today)
    ]


def reader_of(readers: list[Reader], key: str) -> Reader:
    """Raises Refused for nobody of these; of who was a guardian of this child it says since when, and what to do."""
    found = next((one for one in readers if one.key == key), None)
    if found is None:
        raise Refused(_why_nobody(readers, key))
    return found


def _why_nobody(readers: list[Reader], key: str) -> str:
    child_id = readers[0].child_id
    ended = Guardian.objects.filter(child_id=child_id, valid_to__isnull=False) if child_id else ()
    once = next((one for one in ended if str(one.pk) == key), None)
    if once is None or once.valid_to is None:
        return _("Välj vem papperet är till.")
    words = _(
        "%(name)s är inte vårdnadshavare för barnet sedan %(day)s och får inget papper. Öppna papperet och välj någon "
        "som är det nu. Stämmer det inte rättar du vem som är vårdnadshavare på barnets sida."
    )
    return words % {"name": once.name, "day": dates.day(once.valid_to)}


def _secret(child: Child) -> QuerySet[Child]:
    """Also where the residence is another unit's to read, or the protection another principal's: the database knows."""
    return Child.objects.filter(within("id", "secret_stay_child_ids"), pk=child.pk)
