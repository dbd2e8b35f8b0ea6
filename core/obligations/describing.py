"""What a notice of the clock says to its reader beyond the fixed words: code and day, or the district alone."""

from collections.abc import Iterator
from uuid import UUID

from core.access import Acting, Asks
from core.notices.about import Described
from core.obligations.clocks import about_of
from core.obligations.models import Obligation
from core.obligations.owed import action_url
from core.obligations.policies import told_obligations
from core.organisations.models import District
from core.ui import dates


def obligations(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    """For those the reader may see: what is owed, the code, the day, and the way there."""
    rows = told_obligations(acting).filter(pk__in=ids).select_related("rule")
    yield Asks(rows)
    for row in rows:
        yield row.pk, Described(_words(row), action_url(row))


def _words(row: Obligation) -> str:
    subject = f"{about_of(row.code).lower()} {row.subject_code}" if row.subject_code else ""
    parts = [row.rule.words, subject, dates.day(row.due_on) if row.due_on else ""]
    return ", ".join(part for part in parts if part)


def districts(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    """The district's name: all that somebody may know who sees no case."""
    rows = District.objects.filter(region_id=acting.region_id, pk__in=ids)
    yield Asks(rows)
    for row in rows:
        yield row.pk, Described(row.name)
