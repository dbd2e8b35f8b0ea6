"""Build an extract: the row first, then what it is made of. [security 2, 6, GDPR 15]"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, require
from core.access.fresh import require_fresh
from core.audit import acts
from core.dayguard import refuse_ahead
from core.errors import Refused
from core.ui import dates
from sip.extracts import deadlines, policies
from sip.extracts.gathering import Row, rows_of
from sip.extracts.marking import Marker
from sip.extracts.models import Extract, ExtractItem
from sip.extracts.states import Kind, Receiver
from sip.retention.models import RetentionProposal

BATCH = 200


@transaction.atomic
def build(child_id: UUID, *, by: Acting, kind: str, guardian_id: UUID | None, asked_on: date) -> Extract:
    """An extract for the child itself, or for one of its guardians; it waits for another person to read it.

    Raises PermissionDenied, and Refused for a stale login or when one for the same receiver is open.
    """
    require(policies.can_build(by))
    people = {pk: name for _who, pk, name in policies.people_of(child_id)}
    require(child_id in people and kind in (Kind.REGISTER, Kind.LOG) and (guardian_id or child_id) in people)
    refuse_ahead(asked_on, "asked_on", _("Dagen ligger framåt i tiden. Ange dagen då begäran kom."))
    receiver = Receiver.GUARDIAN if guardian_id else Receiver.CHILD
    return _build(
        child_id, by, kind=kind, receiver=receiver, name=people[guardian_id or child_id], guardian_id=guardian_id,
        asked_on=asked_on,
    )  # fmt: skip


@transaction.atomic
def build_before_deletion(proposal: RetentionProposal, *, by: Acting) -> Extract:
    """All that will be deleted of a child's record, for the principal's archive. Raises as `build` does."""
    require(policies.can_build_before_deletion(by, proposal))
    return _build(
        proposal.subject_id, by, kind=Kind.ARCHIVE, receiver=Receiver.ARCHIVE, name=_("Arkivet"), guardian_id=None,
        asked_on=clock.today(),
    )  # fmt: skip


def _build(child_id: UUID, by: Acting, *, name: str, **facts) -> Extract:
    require_fresh(by)
    extract = Extract(
        region_id=by.region_id,
        principal_id=by.principal_id,
        child_id=child_id,
        receiver_name=name,
        built_by_id=by.assignment_id,
        builder_id=by.person_id,
        **facts,
    )
    try:
        with transaction.atomic():
            extract.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("Ett likadant utdrag är redan påbörjat. Läs det, eller återta det först.")) from None
    with translation.override("sv"):
        items = [*_items(extract)]
    for number, item in enumerate(items, start=1):
        item.number = number
    ExtractItem.objects.bulk_create(items, batch_size=BATCH)
    audit.record("extract.built", extract, by=by, reason=extract.kind)
    deadlines.start(extract, by=by)
    return extract


def _items(extract: Extract) -> Iterator[ExtractItem]:
    rows = rows_of(extract)
    marker = Marker(rows, extract.guardian_id, clock.today())
    if extract.kind == Kind.LOG:
        yield from _log_items(extract, marker)
        return
    for row in rows:
        if not row.lines:
            continue
        marks = [] if extract.kind == Kind.ARCHIVE else marker.marks(row)
        yield _item(extract, row.source, _content(row), marks)


def _content(row: Row) -> dict:
    born = row.facts.get("created_at")
    return {"title": row.title, "when": dates.day(born) if born else "", "lines": row.lines}


def _log_items(extract: Extract, marker: Marker) -> Iterator[ExtractItem]:
    """A unit's month at a time: day, kind of act and how often; never by whom. [security 2 row 13]"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unit_id, unit, day, act, times FROM access.extract_log(%s)", [extract.pk])
        found = cursor.fetchall()
    months: defaultdict[tuple, list[tuple]] = defaultdict(list)
    for unit_id, unit, day, act, times in found:
        months[(day.year, day.month, unit or "", unit_id)].append((day, act, times))
    for (year, month, unit, _pk), lines in sorted(months.items(), key=lambda pair: tuple(map(str, pair[0]))):
        content = {
            "title": unit or _("Utan verksamhet"),
            "when": f"{dates.MONTHS[dates.language()][month - 1]} {year}",
            "lines": list(_log_lines(lines)),
        }
        yield _item(extract, "log", content, marker.log_marks(act for _day, act, _times in lines))


def _log_lines(lines: Iterable[tuple]) -> Iterator[tuple[str, str]]:
    for day, act, times in lines:
        yield dates.day(day), acts.label(act) if times == 1 else f"{acts.label(act)} ({times})"


def _item(extract: Extract, source: str, content: dict, marks: list[str]) -> ExtractItem:
    return ExtractItem(
        id=uuid4(),
        region_id=extract.region_id,
        extract=extract,
        child_id=extract.child_id,
        source=source,
        content=json.dumps(content, ensure_ascii=False),
        marks=marks,
    )
