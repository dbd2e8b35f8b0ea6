"""Files that lie inside a report: the figures as data, for whoever wants to count on."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

RELATIONSHIPS = ("Source", "Data", "Alternative", "Supplement")
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
CSV_HEADER = (
    "nyckeltal",
    "rubrik",
    "tabell",
    "rad",
    "kolumn",
    "värde",
    "period",
    "räknat",
    "formelversion",
)


@dataclass(frozen=True)
class Attachment:
    """A file inside a report. `relationship` says what it is to the report, in the words of PDF/A-3."""

    name: str
    content: bytes
    description: str
    relationship: str = "Data"

    def __post_init__(self) -> None:
        if self.relationship not in RELATIONSHIPS:
            raise ValueError(f"relationship must be one of {RELATIONSHIPS}")


def figure_attachments(figures: Sequence[dict[str, Any]]) -> tuple[Attachment, Attachment]:
    """`figurer.csv` (one value a row) and `figurer.json` of the figures of an annual report, as they are printed.

    The figures have the keys that `templates/documents/_annual_report.html` names. Only what the report shows goes in:
    hidden small counts are hidden here too. [security 7]
    """
    rows = [row for figure in figures for row in _rows(figure)]
    table = csv_bytes(CSV_HEADER, rows)
    data = json.dumps([_plain(figure) for figure in figures], ensure_ascii=False, indent=1, sort_keys=True)
    return (
        Attachment("figurer.csv", table, "Rapportens tal, ett värde per rad", "Data"),
        Attachment("figurer.json", data.encode() + b"\n", "Rapportens tal med definitioner", "Source"),
    )


def _rows(figure: dict[str, Any]) -> Iterable[tuple]:
    table = figure["table"]
    told = (figure["code"], figure["title"], table["caption"])
    counted = (figure["period"], figure["counted_at"], figure["formula_version"])
    columns = [column["label"] for column in table["columns"]]
    for row in [*table["rows"], *([table["foot"]] if table.get("foot") else [])]:
        for label, cell in zip(columns, row["cells"], strict=True):
            yield (*told, row["head"], label, cell, *counted)


def _plain(figure: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in figure.items() if key != "chart"}


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A table that Swedish spreadsheet programs open as it is: semicolons, all quoted, no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: Any) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(FORMULA_STARTS) else text
