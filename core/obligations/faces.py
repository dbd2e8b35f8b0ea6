"""A clock as a page shows it: what `ui/clock.html` draws. One statement. [design: Record]"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from core.obligations.models import Obligation
from core.obligations.querysets import ObligationQuerySet
from core.obligations.standing import words_of
from core.obligations.states import EventKind, ObligationStatus
from core.ui.clocks import ClockFace, clock_face


def clock_of(subject: Any, code: str, *, today: date) -> ClockFace | None:
    """The clock of a case or other subject; None when none was started, or the reader may not see it."""
    row = clocks_of(subject, [code]).first()
    return face(row, today) if row and row.due_on else None


def clocks_of(subject: Any, codes: Iterable[str]) -> ObligationQuerySet:
    """The clocks of a subject with what `face` draws, the one that runs before those that have ended."""
    rows = Obligation.objects.filter(subject_id=getattr(subject, "pk", subject), code__in=codes)
    return rows.select_related("rule").with_events().order_by(F("ended_on").desc(nulls_first=True), "-created_at")


def pause_of(row: Any) -> str:
    """Since when and why it stands still, of a row that has `told`; "" while it runs."""
    if row.paused_on is None:
        return ""
    last = [event for event in row.told if event["kind"] == EventKind.PAUSED][-1]
    return words_of(row.paused_on, last["why"])


def face(row: Any, today: date) -> ClockFace:
    """`row` has its rule and `told`."""
    is_waived = row.status == ObligationStatus.WAIVED
    return clock_face(
        row.rule.words,
        started_on=row.started_on,
        due_on=row.due_on,
        today=today,
        ended_on=None if is_waived else row.ended_on,
        waived_on=row.ended_on if is_waived else None,
        paused_on=row.paused_on,
        pause=pause_of(row),
        events=[(date.fromisoformat(event["on"]), str(EventKind(event["kind"]).label)) for event in row.told],
        url=reverse("obligations:certificate", args=[row.pk]),
        link_label=_("Så räknas fristen"),
    )
