"""Who did what the rows keep the day of and no person: from the log, as far as one may read the case's. [issue 3.10]"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from django.utils import timezone

from core import clock
from core.access import Acting, Asks, within
from core.audit.models import AuditEvent
from core.audit.policies import visible_events
from sip.cases.subjects import Subject
from sip.story.events import Act, Event

ACTS = frozenset(
    {
        "case.concluded", "case.closed", "case.returned", "case.withdrawn", "consent.withdrawn",
        "occasion.moved", "occasion.cancelled", "plan.consented", "plan.declined", "plan.ended", "plan.not_needed",
        "plan.stopped", "plan.work_started", "transfer.closed", "transfer.stopped",
    }
)  # fmt: skip
Doers = dict[Act, list[AuditEvent]]


def doers(acting: Acting, ones: Sequence[Subject]) -> Iterator[Asks | Doers]:
    """Only people's acts: what the portal did by itself has no person. From the first of the cases on."""
    rows = visible_events(acting).filter(
        within("case_id", "visible_log_case_ids"),
        case_id__in=[one.pk for one in ones],
        act__in=ACTS,
        at__gte=min((one.case.created_at for one in ones), default=clock.now()),
    )
    rows = rows.told().by_people().with_names().order_by("at", "number")
    yield Asks(rows)
    found: Doers = {}
    for row in rows:
        found.setdefault((row.act, row.object_id, row.about_unit_id), []).append(row)
    yield found


def with_doers(events: Iterable[Event], found: Doers) -> list[Event]:
    """Each event that has nobody yet, with who did it where the log tells."""
    return [_done(event, found) for event in events]


def _done(event: Event, found: Doers) -> Event:
    if event.who or event.act is None:
        return event
    row = nearest(event, found.get(event.act, []))
    if row is None or row.assignment is None:
        return event
    return replace(event, who=str(row.assignment.person), unit=row.unit.name if row.unit else event.unit)


def nearest(event: Event, rows: Sequence[AuditEvent]) -> AuditEvent | None:
    """Of several the one at that moment; where only the day is known, the first that was noted on it or later."""
    if event.at is not None:
        at = event.at
        return min(rows, key=lambda row: abs(row.at - at), default=None)
    return next((row for row in rows if timezone.localdate(row.at) >= event.on), None)
