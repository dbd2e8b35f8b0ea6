"""The figures as data: what the report shows, no more, in a form that spreadsheets and programs read."""

import csv
import json

import pytest

from core.documents.attachments import Attachment, csv_bytes, figure_attachments
from tests.documents import samples


def read_csv(content: bytes) -> list[dict]:
    return list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_each_value_of_each_table_has_a_row_with_its_period_and_formula():
    table, _ = figure_attachments(samples.figures())
    rows = read_csv(table.content)

    assert rows[4] == {
        "nyckeltal": "I-01",
        "rubrik": "Ärenden i individforum",
        "tabell": "Antal ärenden per stadsdel och kön 2025",
        "rad": "Rinkeby-Kista",
        "kolumn": "Alla",
        "värde": "25",
        "period": "1 januari–31 december 2025",
        "räknat": "10 mars 2026 kl. 6.00",
        "formelversion": "I-01, version 1",
    }
    assert len(rows) == 20 + 6 + 8 + 15


def test_hidden_counts_are_hidden_in_the_data_too():
    table, data = figure_attachments(samples.figures())
    small = [row["värde"] for row in read_csv(table.content) if row["rad"] == "Spånga-Tensta"]

    assert small == ["<5", "<5", "0", "0", "<5"]
    assert json.loads(data.content)[0]["table"]["rows"][2]["cells"] == ["<5", "<5", "0", "0", "<5"]


def test_the_data_has_definitions_but_no_drawings():
    _, data = figure_attachments(samples.figures())
    first = json.loads(data.content)[0]

    assert first["definition"] == samples.figures()[0]["definition"]
    assert "chart" not in first


@pytest.mark.parametrize("cell", ["=1+1", "+46", "-x", "@a", "\tx", "\rx", "＝1", "＋1", "－1", "＠a"])
def test_no_cell_is_a_formula(cell):
    assert csv_bytes(["a"], [[cell]]).endswith(f'"\'{cell}"\r\n'.encode())


def test_numbers_stay_numbers_and_all_is_quoted():
    assert (
        csv_bytes(["a", "b", "c"], [[-3, None, 'sa "hej"']]) == '\ufeff"a";"b";"c"\r\n"-3";"";"sa ""hej"""\r\n'.encode()
    )


def test_an_attachment_says_what_it_is_to_the_report():
    with pytest.raises(ValueError, match="relationship"):
        Attachment("a.csv", b"", "a", "Unspecified")
