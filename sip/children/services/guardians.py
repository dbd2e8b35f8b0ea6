"""Guardians: added, changed, ended; and what one of them may not be told. [G-005, CS-07, security 2 row 14]"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused
from sip.children import policies
from sip.children.appointing import check_appointment
from sip.children.choices import MOST_GUARDIANS, BarredItem, Custody
from sip.children.models import APPOINTED, SPEAKING, Child, Guardian, GuardianBar
from sip.children.querysets import not_ended


@dataclass(frozen=True)
class GuardianFacts:
    """What is said of one guardian."""

    name: str
    custody: str = Custody.JOINT
    phone: str = ""
    interpreter_language: str = ""
    dialect: str = ""
    sign_language: bool = False
    adaptations: str = ""
    appointment_number: str = ""
    appointed_from: date | None = None
    appointed_to: date | None = None


@transaction.atomic
def add_guardian(child: Child, *, by: Acting, facts: GuardianFacts) -> Guardian:
    """A person with custody. Sole custody and several guardians at once are refused. [CS-07]"""
    require(policies.can_work_with_child(by, child))
    _check(child, facts, others=list(child.guardians.filter(valid_to__isnull=True)))
    guardian = Guardian(region_id=by.region_id, child=child)
    _set(guardian, facts)
    guardian.save(force_insert=True)
    audit.record("guardian.added", guardian, by=by, child_id=child.pk)
    return guardian


@transaction.atomic
def change_guardian(guardian: Guardian, *, by: Acting, facts: GuardianFacts) -> Guardian:
    """Name, contact, custody and how one talks with the guardian. Raises PermissionDenied, Refused. [CS-07]"""
    child = lock(Child(pk=guardian.child_id))
    guardian = lock(guardian)
    require(policies.can_work_with_child(by, child))
    _refuse_ended(guardian)
    _check(child, facts, others=list(child.guardians.filter(valid_to__isnull=True).exclude(pk=guardian.pk)))
    _set(guardian, facts)
    guardian.save(update_fields=["name", "custody", "phone", *SPEAKING, *APPOINTED])
    audit.record("guardian.changed", guardian, by=by, child_id=child.pk, reason=guardian.custody)
    return guardian


@transaction.atomic
def end_custody(guardian: Guardian, *, by: Acting, on: date) -> Guardian:
    """The person is no longer a guardian, from a day. The row stays, as do consents given before. [CS-07]

    Raises PermissionDenied, Refused when it has ended or for a day that cannot be.
    """
    child = lock(Child(pk=guardian.child_id))
    guardian = lock(guardian)
    require(policies.can_work_with_child(by, child))
    _refuse_ended(guardian)
    if on > clock.today() or (child.birth_date and on < child.birth_date):
        raise Refused(_("Dagen måste ligga mellan barnets födelse och i dag."), field="on")
    guardian.valid_to = on
    guardian.save(update_fields=["valid_to"])
    audit.record("guardian.ended", guardian, by=by, child_id=child.pk)
    return guardian


@transaction.atomic
def bar_items(
    guardian: Guardian, *, by: Acting, items: list[str], reason: str, valid_from: date, valid_to: date | None = None
) -> list[GuardianBar]:
    """Shut one guardian out of items, from a day until a day or until ended. Set by staff. [facts 9.9]

    An item that is barred already is left as it stands. Raises PermissionDenied, Refused.
    """
    child = lock(Child(pk=guardian.child_id))
    require(policies.can_work_with_child(by, child))
    if not items:
        raise Refused(_("Välj vad vårdnadshavaren inte får ta del av."), field="items")
    if valid_to is not None and valid_to < max(valid_from, clock.today()):
        raise Refused(_("Sista dagen kan inte ligga före den första, eller ha varit."), field="valid_to")
    standing = set(guardian.bars.filter(not_ended(clock.today())).values_list("item", flat=True))
    made = [
        GuardianBar(
            region_id=child.region_id,
            child=child,
            guardian=guardian,
            item=item,
            reason=reason,
            valid_from=valid_from,
            valid_to=valid_to,
            set_by_id=by.assignment_id,
        )
        for item in BarredItem.values
        if item in items and item not in standing
    ]
    for bar in made:
        bar.save(force_insert=True)
        audit.record("bar.set", bar, by=by, child_id=child.pk, reason=bar.item)
    return made


@transaction.atomic
def end_bar(bar: GuardianBar, *, by: Acting, on: date) -> GuardianBar:
    """Lift a bar; `on` is the last day it holds. Raises PermissionDenied, Refused when it has ended."""
    bar = lock(bar)
    require(policies.can_work_with_child(by, bar.child))
    today = clock.today()
    if bar.valid_to is not None and bar.valid_to < today:
        raise Refused(_("Spärren är redan hävd."))
    if on < max(today, bar.valid_from):
        raise Refused(_("Sista dagen kan inte ligga före den första, eller ha varit."), field="on")
    bar.valid_to, bar.ended_by_id = on, by.assignment_id
    bar.save(update_fields=["valid_to", "ended_by"])
    audit.record("bar.ended", bar, by=by, child_id=bar.child_id, reason=bar.item)
    return bar


def _set(guardian: Guardian, facts: GuardianFacts) -> None:
    guardian.name, guardian.custody, guardian.phone = facts.name.strip(), facts.custody, facts.phone.strip()
    guardian.interpreter_language, guardian.dialect = facts.interpreter_language.strip(), facts.dialect.strip()
    guardian.sign_language, guardian.adaptations = facts.sign_language, facts.adaptations.strip()
    guardian.appointment_number = facts.appointment_number.strip()
    guardian.appointed_from, guardian.appointed_to = facts.appointed_from, facts.appointed_to


def _refuse_ended(guardian: Guardian) -> None:
    if guardian.valid_to is not None:
        raise Refused(_("Vårdnaden är avslutad."))


def _check(child: Child, facts: GuardianFacts, others: list[Guardian]) -> None:
    """Joint custody is two's, sole one's, appointed one's or two's; no two kinds at once. [CS-07]"""
    if (facts.custody == Custody.EXPECTING) != child.is_expected:
        raise Refused(_("Bara ett ofött barn väntas, och har ingen vårdnadshavare än."), field="custody")
    if others and Custody.SOLE in {facts.custody, *(other.custody for other in others)}:
        raise Refused(_("Ensam vårdnad kan bara gälla när barnet har en vårdnadshavare."), field="custody")
    if len(others) >= MOST_GUARDIANS[Custody(facts.custody)]:
        raise Refused(_("Barnet har redan två vårdnadshavare. Avsluta den ena först."), field="custody")
    check_appointment(
        facts,
        may_be=facts.custody == Custody.APPOINTED,
        none_here=_("Ett förordnande har bara den som är särskilt förordnad vårdnadshavare."),
    )
    kinds = {facts.custody, *(other.custody for other in others)}
    if Custody.APPOINTED in kinds and len(kinds) > 1:
        raise Refused(
            _("Den som är särskilt förordnad kan inte ha vårdnaden tillsammans med en förälder."), field="custody"
        )
