"""The verbs of a file: read it, take it in, throw it away. All of a file is taken in, or nothing."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, require
from core.access.fresh import require_fresh
from core.errors import Refused, WrongState
from core.intake import carrying, people, policies, units
from core.intake.columns import IntakeKind
from core.intake.lines import Line, Outcome, fingerprint
from core.intake.models import IntakeDraft
from core.intake.table import Table

READERS: dict[str, Any] = {IntakeKind.PEOPLE: people.lines, IntakeKind.UNITS: units.lines}
CARRIERS: dict[str, Any] = {IntakeKind.PEOPLE: carrying.people, IntakeKind.UNITS: carrying.units}


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
def take_in(draft: IntakeDraft, *, seen: str, by: Acting) -> Model | None:
    """Do what every row says. Then the rows go.

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
    waits = CARRIERS[draft.kind](lines, by)
    audit.record("intake.confirmed", draft, by=by, reason=draft.kind)
    return waits


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
