"""From rows of text to rows of a kind: headings known, nothing that must not be kept. Before anything is stored."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import Refused
from core.intake.columns import COLUMNS, IntakeKind, column_of
from core.intake.reading.limits import MOST_ROWS, Row
from core.intake.words import MOST, TOO_MANY_ROWS
from core.textguard import numbers_in

FIELD = "file"


@dataclass(frozen=True)
class Table:
    """`rows`: (number in the file, text by column). `unread`: headings that no column is known by."""

    rows: list[tuple[int, dict[str, str]]]
    unread: list[str]


def table_of(kind: str, rows: Sequence[Row]) -> Table:
    """The first row holds the headings. Raises Refused with what to mend in the file."""
    if len(rows) < 2:
        raise Refused(_("Filen har inga rader under rubrikerna. Fyll i den och välj den igen."), field=FIELD)
    if len(rows) > MOST_ROWS + 1:
        raise Refused(str(TOO_MANY_ROWS) % MOST, field=FIELD)
    _refuse_numbers(rows)
    headings = rows[0][1]
    columns = [column_of(kind, heading) for heading in headings]
    _require_columns(kind, headings, columns)
    read = [
        (number, {name: cell for name, cell in zip(columns, cells, strict=False) if name}) for number, cells in rows[1:]
    ]
    unread = [heading for heading, name in zip(headings, columns, strict=True) if heading and not name]
    return Table(read, unread)


def _refuse_numbers(rows: Sequence[Row]) -> None:
    """A personal number has no place here, not even until the file has been mended. [P-96]"""
    found = [number for number, cells in rows if any(numbers_in(cell) for cell in cells)]
    if found:
        words = {"rows": ", ".join(map(str, found[:5])), "more": " …" if len(found) > 5 else ""}
        where = ngettext("rad %(rows)s%(more)s", "raderna %(rows)s%(more)s", len(found)) % words
        sentence = _("Det står ett personnummer på %(where)s. Ta bort det och välj filen igen. Inget har sparats.")
        raise Refused(sentence % {"where": where}, field=FIELD)


def _require_columns(kind: str, headings: Sequence[str], columns: Sequence[str | None]) -> None:
    for place, name in enumerate(columns):
        if name and name in columns[:place]:
            twice = {"first": headings[columns.index(name)], "second": headings[place]}
            sentence = _("Kolumnerna ”%(first)s” och ”%(second)s” betyder samma sak. Ta bort den ena.")
            raise Refused(sentence % twice, field=FIELD)
    lacking = [str(column.heading) for column in COLUMNS[kind] if not column.may_lack and column.name not in columns]
    if kind == IntakeKind.PEOPLE and "name" not in columns and not {"given_name", "family_name"} <= set(columns):
        lacking.append(_("Förnamn och Efternamn"))
    if lacking:
        sentence = _("De här rubrikerna saknas i första raden: %(names)s. Skriv dem som i mallen.")
        raise Refused(sentence % {"names": ", ".join(f"”{name}”" for name in lacking)}, field=FIELD)
