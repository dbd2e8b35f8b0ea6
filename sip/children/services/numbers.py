"""A child's numbers: added, ended, exchanged. What has stood is never overwritten. [facts 6, 9.32, 9.34]"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.crypto import keyed_index
from core.errors import Refused
from sip.children import policies
from sip.children.choices import STATE_NUMBERS, IdentifierKind
from sip.children.models import Child, ChildIdentifier, NumberChange
from sip.children.numbers import Number
from sip.children.states import CONFIRM, REJECT, ChangeStatus


@transaction.atomic
def add_number(
    child: Child, *, by: Acting, number: Number, valid_from: date | None = None
) -> ChildIdentifier | NumberChange:
    """A number from a day. Where the child has had one of the state's before, it is a change that waits for another
    person of the unit; else it stands at once. That there is no number is a row too, and ends with the first one.

    Raises PermissionDenied, Refused.
    """
    child = lock(child)
    require(policies.can_work_with_child(by, child))
    day = valid_from or clock.today()
    held = list(child.identifiers.all())
    _check(child, number, day, held)
    if number.kind in STATE_NUMBERS and any(one.kind in STATE_NUMBERS for one in held):
        return _propose(child, number, day, by)
    for one in held:
        if one.kind == IdentifierKind.NONE and one.valid_to is None:
            _end(one, max(day, one.valid_from))
    kept = keep_number(child, number, valid_from=day)
    audit.record("number.added", kept, by=by, child_id=child.pk, reason=number.kind)
    return kept


@transaction.atomic
def end_number(identifier: ChildIdentifier, *, by: Acting, on: date) -> ChildIdentifier:
    """The number no longer holds, from a day. Raises PermissionDenied, Refused when it has ended or for another day."""
    identifier = lock(identifier)
    require(policies.can_work_with_child(by, identifier.child))
    if identifier.valid_to is not None:
        raise Refused(_("Numret är redan avslutat."))
    if not identifier.valid_from <= on <= clock.today():
        raise Refused(_("Dagen måste ligga mellan numrets första dag och i dag."), field="on")
    _end(identifier, on)
    audit.record("number.ended", identifier, by=by, child_id=identifier.child_id, reason=identifier.kind)
    return identifier


@transaction.atomic
def decide_number_change(change: NumberChange, *, by: Acting, confirmed: bool) -> NumberChange:
    """The second person's word: the old number ends on the day and the new one begins, or nothing changes.

    Raises WrongState when it has been decided, PermissionDenied for the one who entered it and for other units.
    """
    child = lock(Child(pk=change.child_id))
    change.refresh_from_db()
    move = CONFIRM if confirmed else REJECT
    move.guard(change)
    require(policies.can_decide_number(by, change))
    change = lock(change)
    change.status, change.decided_by_id, change.decided_at = move.target, by.assignment_id, clock.now()
    change.save(update_fields=["status", "decided_by", "decided_at"])
    if confirmed:
        for one in child.identifiers.filter(kind__in=STATE_NUMBERS, valid_to__isnull=True):
            _end(one, max(change.valid_from, one.valid_from))
        keep_number(child, Number(change.kind, str(change.value)), valid_from=change.valid_from)
    audit.record(f"number.{change.status}", change, by=by, child_id=child.pk, reason=change.kind)
    return change


def keep_number(child: Child, number: Number, *, valid_from: date | None = None) -> ChildIdentifier:
    """The row of a number, encrypted, with the principal's own index. Asks nobody: for the verbs of this package."""
    kept = ChildIdentifier(
        region_id=child.region_id,
        child=child,
        kind=number.kind,
        value=number.digits,
        value_index=keyed_index(number.digits, child.principal_id) if number.digits else "",
        issuer=number.issuer,
        valid_from=valid_from or clock.today(),
    )
    kept.save(force_insert=True)
    return kept


def _check(child: Child, number: Number, day: date, held: list[ChildIdentifier]) -> None:
    if child.is_expected:
        raise Refused(_("Barnet är inte fött än och kan inte ha något nummer."), field="number")
    if day > clock.today() or (child.birth_date and day < child.birth_date):
        raise Refused(_("Dagen måste ligga mellan barnets födelse och i dag."), field="valid_from")
    now = [one for one in held if one.valid_to is None]
    if any((one.kind, one.value) == (number.kind, number.digits) for one in now):
        raise Refused(_("Det står redan hos barnet."), field="number")
    if number.kind == IdentifierKind.NONE and now:
        raise Refused(_("Barnet har ett nummer. Avsluta det först."), field="kind")
    if number.kind in STATE_NUMBERS and child.number_changes.filter(status=ChangeStatus.PROPOSED).exists():
        raise Refused(_("Ett nummerbyte väntar redan på en andra person."), field="number")


def _propose(child: Child, number: Number, day: date, by: Acting) -> NumberChange:
    change = NumberChange(
        region_id=child.region_id,
        child=child,
        unit_id=by.unit_id,
        kind=number.kind,
        value=number.digits,
        valid_from=day,
        proposed_by_id=by.assignment_id,
    )
    change.save(force_insert=True)
    audit.record("number.proposed", change, by=by, child_id=child.pk, reason=number.kind)
    return change


def _end(identifier: ChildIdentifier, on: date) -> None:
    identifier.valid_to = on
    identifier.save(update_fields=["valid_to"])
