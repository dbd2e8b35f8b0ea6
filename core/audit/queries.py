"""«Vem har läst» and the reviewer's questions, as ready-made lines for a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting
from core.audit import acts, policies
from core.ui import dates

SHOWN = 50  # lines of a case's log on a page
LOOK_BACK_DAYS = 365


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line: who, for which unit, what, how often that day and when last; everything in words."""

    who: str
    unit: str
    act: str
    at: datetime
    when: str
    times: int
    outcome: str = ""


def case_log(acting: Acting, case_id: UUID, *, limit: int = SHOWN, days: int = LOOK_BACK_DAYS) -> list[LogLine]:
    """Who has read and done what in the case, newest first, the same act on a day as one line; one statement.

    Empty for those who may not read the case's log. Tells no name of the child and nothing of what was read.
    """
    return log_lines(case_log_rows(acting, case_id, limit=limit, days=days))


def case_log_rows(acting: Acting, case_id: UUID, *, limit: int = SHOWN, days: int = LOOK_BACK_DAYS) -> QuerySet:
    """What `case_log` is made of, for a page that asks it together with other things."""
    last = clock.now() + timedelta(days=1)
    events = policies.visible_case_log(acting, case_id).told().between(last - timedelta(days=days), last)
    return events.gathered()[:limit]


def log_lines(rows: Iterable[Mapping[str, Any]]) -> list[LogLine]:
    return [_line(row) for row in rows]


def _line(row: Mapping[str, Any]) -> LogLine:
    return LogLine(
        who=who(row),
        unit=row["unit__name"] or "",
        act=acts.label(row["act"]),
        at=row["last"],
        when=dates.moment(row["last"]),
        times=row["times"],
        outcome="" if row["outcome"] == "ok" else acts.outcome_label(row["outcome"]),
    )


def who(row: Mapping[str, Any]) -> str:
    """The person's name and title; the portal itself for jobs."""
    if row["kind"] != "user":
        return _("Portalen, automatiskt")
    name = f"{row['assignment__person__given_name'] or ''} {row['assignment__person__family_name'] or ''}".strip()
    title = row["assignment__person__title"]
    return (f"{name}, {title}" if title else name) or _("Okänd person")
