"""From a spreadsheet to rows of text, within limits. [security 10]"""

from datetime import date

import pytest

from core.files.faults import Fault, FileFault
from core.finding import spreadsheets
from core.intake import taking
from core.intake.reading import csvs, xlsx
from core.intake.reading.limits import LONGEST_CELL, MOST_ROWS
from tests.core.intake import files

HEAD = ["Namn", "Ålder"]


def test_a_csv_is_read_whatever_stands_between_its_cells_and_whichever_alphabet_it_has():
    for mark in (";", ",", "\t"):
        for alphabet in ("utf-8", "utf-8-sig", "cp1252"):
            content = files.csv(mark.join(HEAD), mark.join(["Åsa Öberg", "7"]), alphabet=alphabet)
            assert csvs.rows(content) == [(1, HEAD), (2, ["Åsa Öberg", "7"])], (mark, alphabet)


def test_a_row_keeps_its_number_past_empty_ones_and_a_cell_its_lines():
    content = files.csv("Namn;Ålder", "", ' ; "', '"Två\r\nrader";6')

    assert csvs.rows(files.csv("Namn;Ålder", "", ";", '"Två\nrader; sa han";6')) == [
        (1, HEAD), (4, ["Två\nrader; sa han", "6"])
    ]  # fmt: skip
    with pytest.raises(FileFault) as fault:
        csvs.rows(content[:-1] + b'"')
    assert fault.value.fault == Fault.DAMAGED


def test_no_more_is_read_than_may_be_taken_in():
    long = files.csv("Namn", *(["x"] * (MOST_ROWS + 500)), "y" * (LONGEST_CELL * 2))
    wide = files.csv(";".join(["x"] * 200), "y" * (LONGEST_CELL * 2))

    assert len(csvs.rows(long)) == MOST_ROWS + 2
    assert [len(cells) for _number, cells in csvs.rows(wide)] == [60, 1]
    assert len(csvs.rows(wide)[1][1][0]) == LONGEST_CELL + 1  # seen to be too long


def test_a_list_that_the_portal_made_is_read_as_it_was_written():
    content = spreadsheets.xlsx([["Namn", "Från och med", "Antal"], ["Åsa <Öberg>", date(2026, 3, 12), 14]])

    assert xlsx.rows(content) == [(1, ["Namn", "Från och med", "Antal"]), (2, ["Åsa <Öberg>", "2026-03-12", "14"])]


def test_shared_texts_and_days_of_ones_own_are_read():
    content = files.xlsx(
        '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2" s="1"><v>46093</v></c><c r="D2" s="2"><v>6.0</v></c>'
        '<c r="E2" t="b"><v>1</v></c><c r="F2" t="s"><v>9</v></c></row>',
        texts="<si><t>Nej</t></si><si><r><t>Åsa </t></r><r><t>Öberg</t></r></si>",
        styles='<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd;@"/>'
        '<numFmt numFmtId="165" formatCode="#,##0&quot; dygn&quot;;[Red]0"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>',
    )

    assert xlsx.rows(content) == [(2, ["Åsa Öberg", "", "2026-03-12", "6", "ja", ""])]


def test_a_workbook_that_counts_its_days_from_1904_is_read_so():
    content = files.xlsx(
        '<row><c s="0"><v>44631</v></c></row>',
        book='<workbookPr date1904="1"/>',
        styles='<cellXfs><xf numFmtId="14"/></cellXfs>',
    )

    assert xlsx.rows(content) == [(1, ["2026-03-12"])]


def test_a_formula_is_told_as_one_and_never_its_value():
    content = files.xlsx('<row><c t="str"><f>HYPERLINK("http://x")</f><v>Klicka</v></c><c t="str"><v>Ek</v></c></row>')

    assert xlsx.rows(content) == [(1, ["=", "Ek"])]


def test_a_cell_far_away_fills_no_memory_and_rows_beyond_the_limit_are_only_counted():
    far = files.xlsx(
        '<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c><c r="A1048576" t="str"><v>y</v></c></row>'
    )
    many = files.xlsx("".join(f'<row r="{n}"><c t="str"><v>{n}</v></c></row>' for n in range(1, 3_000)))

    assert xlsx.rows(far) == [(1048576, ["y"])]
    assert len(xlsx.rows(many)) == MOST_ROWS + 2


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (files.xlsx("", kind="application/vnd.ms-excel.sheet.macroEnabled.main+xml"), Fault.PROGRAM),
        (files.xlsx("", **{"xl/vbaProject.bin": "x"}), Fault.PROGRAM),
        (files.xlsx("", kind="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
         Fault.OTHER_CONTENT),
        (files.xlsx('<row><c t="s"><v>x</v></c></row>'), Fault.DAMAGED),
        (files.xlsx("<row></sheet>"), Fault.DAMAGED),
        (files.xlsx("", **{"xl/sharedStrings.xml": '<!DOCTYPE x [<!ENTITY a "b">]><sst>&a;</sst>'}), Fault.PROGRAM),
        (files.xlsx("", **{"xl/media/big.bin": "0" * 101 * 1024 * 1024}), Fault.UNPACKS_TOO_MUCH),
        (b"PK\x03\x04 no package", Fault.DAMAGED),
        (b"PK\x03\x04" + b"0" * (2 * 1024 * 1024), Fault.TOO_LARGE),
        (b"Namn;Roll", Fault.OTHER_CONTENT),
        (b"  \r\n", Fault.EMPTY),
    ],
)  # fmt: skip
def test_what_is_no_plain_workbook_is_not_read(content, fault):
    with pytest.raises(FileFault) as refused:
        taking.rows_of("lista.xlsx", content)
    assert refused.value.fault == fault


@pytest.mark.parametrize("name", ["lista.xls", "lista.ods", "lista", "lista.csv.exe"])
def test_other_sorts_of_files_are_not_opened(name):
    with pytest.raises(FileFault) as refused:
        taking.rows_of(name, b"Namn;Roll")
    assert refused.value.fault == Fault.UNKNOWN_KIND


@pytest.mark.parametrize("content", [b"Namn\0;Roll", "Namn;Roll\r\nÅsa".encode("utf-16")])
def test_a_csv_that_is_no_text_is_refused(content):
    with pytest.raises(FileFault) as refused:
        taking.rows_of("lista.csv", content)
    assert refused.value.fault == Fault.OTHER_CONTENT


def test_the_other_process_reads_both_kinds_and_each_letter_gets_one_form():
    decomposed = "A\u030asa\x07 O\u0308berg"
    lines = [["Namn"], [decomposed]]

    assert taking.rows_of("LISTA.CSV", files.csv("Namn", decomposed, alphabet="utf-8")) == [
        (1, ["Namn"]),
        (2, ["Åsa  Öberg"]),
    ]
    assert taking.rows_of("lista.xlsx", spreadsheets.xlsx(lines))[0] == (1, ["Namn"])
