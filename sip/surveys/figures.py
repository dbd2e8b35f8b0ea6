"""What families answered, as the database lets it be known: sums for the region and areas, of five or more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting
from core.regions.profile import profile_of
from core.ui import numbers
from sip.family.texts import SWEDISH, language
from sip.surveys.models import Respondent
from sip.surveys.questionnaires import Questionnaire


@dataclass(frozen=True)
class Figure:
    """A question's answers: how many, how many of them 4 or 5, and the sum of all. `area_id` None: the region."""

    area_id: UUID | None
    kind: str
    version: int
    half_year: date
    item: str
    answers: int
    high: int
    total: int


def least_answers(acting: Acting) -> int:
    """So many must have answered before anything is shown. [I-R5]"""
    return max(5, profile_of(acting.region_id, clock.today()).small_count_threshold)


def figures(acting: Acting) -> list[Figure]:
    """All that the acting assignment may know, of finished half-years. The database hides the rest. [ADR 12]"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM access.survey_figures(%s)", [least_answers(acting)])
        return [Figure(*row) for row in cursor.fetchall()]


def last_finished(today: date) -> date:
    """The first day of the latest half-year that has ended."""
    return date(today.year, 1, 1) if today.month > 6 else date(today.year - 1, 7, 1)


def last_day(half_year: date) -> date:
    return date(half_year.year, 6, 30) if half_year.month == 1 else date(half_year.year, 12, 31)


def tables(found: Iterable[Figure], asked: Mapping[tuple[int, str], Questionnaire], in_force: int) -> list[dict]:
    """One table for each kind of respondent and version of the questions: children first, the newest version first.

    Of versions without any figure the one in force alone.
    """
    shown = {(one.kind, one.version, one.item): one for one in found}
    versions = sorted({version for version, _kind in asked}, reverse=True)
    made = [_table(shown, asked[version, kind]) for kind in Respondent for version in versions]
    told = [table for table in made if table["is_known"] or table["version"] == in_force]
    for table in told:
        table["heading"] = _heading(table, of_several=len({one["version"] for one in told}) > 1)
    return told


def _heading(table: dict, *, of_several: bool) -> str:
    words = _("Barnens svar") if table["kind"] == Respondent.CHILD else _("Vårdnadshavarnas svar")
    return f"{words}, {_('version %(number)d') % {'number': table['version']}}" if of_several else words


def _table(shown: dict, asked: Questionnaire) -> dict:
    words, kind, version = language(SWEDISH), Respondent(asked.kind), asked.version
    rows = [_row(one.said(words), shown.get((kind, version, one.item))) for one in asked.questions]
    return {
        "kind": kind,
        "label": kind.label,
        "version": version,
        "rows": rows,
        "is_known": any(row["answers"] for row in rows),
    }


def _row(question: str, figure: Figure | None) -> dict:
    if figure is None:
        return {"question": question, "answers": ""}
    return {
        "question": question,
        "answers": numbers.number(figure.answers),
        "share": numbers.percent(figure.high, figure.answers),
        "part": round(100 * figure.high / figure.answers),
        "mean": numbers.number(figure.total / figure.answers, 1),
    }
