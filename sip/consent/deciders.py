"""Who decides for the child a day: the guardians, or whoever is appointed in their place while that holds.

[CS-07, X-06, facts 9.6] The database counts the same: `access.consent_is_enough`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.access import together
from sip.cases.models import ChildCase
from sip.cases.subjects import Subject
from sip.children.choices import Custody, Relation
from sip.children.models import ChildPerson, Guardian
from sip.consent.states import Signatories


@dataclass(frozen=True)
class Decider:
    """One who is asked; `pk` is the guardian's or the representative's, None the child's own.

    The days are those of the appointment by which one decides; nobody else has any.
    """

    pk: UUID | None
    name: str
    custody: str = ""
    is_representative: bool = False
    appointment: str = ""
    appointed_from: date | None = None
    appointed_to: date | None = None


def deciders_of(case: Subject, signatories: str, on: date) -> list[Decider]:
    """Those who are asked; the child too where it gives the consent together with them."""
    own = ChildCase.objects.filter(case_id=case.pk).order_by("created_at")[:1]
    children = own.values("child_id")
    guardians = Guardian.objects.filter(child_id__in=children, valid_to__isnull=True).order_by("created_at")
    persons = ChildPerson.objects.filter(
        child_id__in=children, relation=Relation.REPRESENTATIVE, valid_to__isnull=True
    ).order_by("created_at")
    together(guardians, persons)
    found = deciders(guardians, persons, on)
    if signatories == Signatories.GUARDIANS_AND_CHILD:
        found += [Decider(None, link.child.given_name) for link in own.select_related("child")]
    return found


def deciders(guardians: Iterable[Guardian], persons: Iterable[ChildPerson], on: date) -> list[Decider]:
    """Whoever is appointed in the place of all decides alone; in the place of one, beside the other.

    A guardian who is specially appointed counts by that decision, and no longer than it holds.
    """
    standing = [one for one in persons if one.is_appointed(on)]
    if for_all := [one for one in standing if one.stands_for_id is None]:
        return [_appointed(one, is_representative=True) for one in for_all]
    own = [one for one in guardians if one.custody != Custody.APPOINTED or one.is_appointed(on)]
    replaced = {one.stands_for_id for one in standing}
    kept = [_guardian(one) for one in own if one.pk not in replaced]
    keys = {one.pk for one in own}
    return kept + [_appointed(one, is_representative=True) for one in standing if one.stands_for_id in keys]


def _guardian(one: Guardian) -> Decider:
    return _appointed(one) if one.custody == Custody.APPOINTED else Decider(one.pk, one.name, one.custody)


def _appointed(one: Guardian | ChildPerson, *, is_representative: bool = False) -> Decider:
    return Decider(
        one.pk,
        one.name,
        getattr(one, "custody", ""),
        is_representative,
        one.appointment_number,
        one.appointed_from,
        one.appointed_to,
    )
