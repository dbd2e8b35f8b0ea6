"""The verbs of a file: read it, take it in, throw it away. All of a file is taken in, or nothing."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, require
from core.access.fresh import require_fresh
from core.errors import Refused, WrongState
from core.intake import people, policies
from core.intake.columns import IntakeKind
from core.intake.lines import Line, Outcome, fingerprint
from core.intake.models import IntakeDraft
from core.intake.table import Table
from core.people import services as persons
from core.people.models import Person, RoleBatch

READERS: dict[str, Any] = {IntakeKind.PEOPLE: people.lines}


@transaction.atomic
def read_file(kind: str, table: Table, *, by: Acting) -> IntakeDraft:
    """Keep a file's rows for its reader to look through; an earlier file of the reader's own goes.

    Raises PermissionDenied for others than administrators.
    """
    require(policies.is_administrator(by))
    policies.visible_drafts(by).delete()
    draft = IntakeDraft(
        region_id=policies.region_of(by),
        started_by_id=policies.assignment_of(by),
        kind=kind,
        rows=table.rows,
        unread=table.unread,
    )
    draft.save()
    audit.record("intake.read", draft, by=by, reason=kind)
    return draft


def lines_of(draft: IntakeDraft, *, by: Acting, today: date) -> Sequence[Any]:
    """What each of its rows would do today."""
    return READERS[draft.kind](draft.rows, by=by, today=today)


@transaction.atomic
def take_in(draft: IntakeDraft, *, seen: str, by: Acting) -> RoleBatch | None:
    """Do what every row says: people are registered, roles asked for together, ended ones end. Then the rows go.

    What waits for a second administrator lies in the answer; None when nothing does. `seen` is the fingerprint of what
    was shown. Raises PermissionDenied, WrongState when it has been taken in already, and Refused for a stale login, a
    row in error, or when the file would now do something else.
    """
    require(policies.is_administrator(by))
    require_fresh(by)
    _take(draft, by)
    lines = lines_of(draft, by=by, today=clock.today())
    if fingerprint(lines) != seen:
        raise Refused(_("Något i portalen har ändrats sedan du såg listan. Gå igenom den igen och bekräfta sedan."))
    _require_sound(lines)
    batch = persons.open_batch(by=by) if any(line.role for line in lines) else None
    _take_in_people(lines, batch, by)
    audit.record("intake.confirmed", draft, by=by, reason=draft.kind)
    return batch


@transaction.atomic
def discard(draft: IntakeDraft, *, by: Acting) -> None:
    """Nothing of the file is taken in, and its rows go. Raises PermissionDenied, WrongState when they are gone."""
    require(policies.is_administrator(by))
    _take(draft, by)
    audit.record("intake.discarded", draft, by=by, reason=draft.kind)


def _take(draft: IntakeDraft, by: Acting) -> None:
    """The rows go, and of two who take them at the same moment one finds them gone."""
    gone, _each = policies.visible_drafts(by).filter(pk=draft.pk).delete()
    if not gone:
        raise WrongState(_("Filen är redan inläst eller slängd. Läs in den igen om något saknas."))


def _require_sound(lines: Sequence[Line]) -> None:
    if any(line.outcome == Outcome.WRONG for line in lines):
        raise Refused(_("Några rader behöver rättas. Rätta dem i filen och läs in den igen. Inget har sparats."))
    if all(line.outcome == Outcome.SAME for line in lines):
        raise Refused(_("Filen ändrar ingenting. Allt i den finns redan i portalen."))


def _take_in_people(lines: Sequence[people.PersonLine], batch: RoleBatch | None, by: Acting) -> None:
    made: dict[str, Person] = {}
    for line in lines:
        try:
            person = line.person or made.get(line.email)
            if person is None:
                person = made[line.email] = persons.register_person(by=by, email=line.email, **line.names)
            elif line.corrects:
                persons.correct_person(person, by=by, **line.names)
            for assignment, last in line.ends:
                persons.end_assignment(assignment, by=by, on=last)
            if line.role:
                persons.propose_role(person, by=by, batch=batch, **line.role)
        except Refused as refused:
            words = {"number": line.number, "sentence": refused}
            raise Refused(_("Rad %(number)d: %(sentence)s") % words) from None
