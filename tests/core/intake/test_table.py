"""Headings are known in both languages; what must not be kept is refused before anything is stored."""

import pytest

from core.errors import Refused
from core.intake.columns import COLUMNS, IntakeKind, value_of
from core.intake.reading.limits import MOST_ROWS
from core.intake.table import table_of
from core.roles import Role

HEAD = ["E-post", "Förnamn", "Efternamn", "Roll", "Till och med"]
MAJ = ["maj@prov.example", "Maj", "Ek", "Handläggare", "2027-01-31"]


def of(*rows):
    return table_of(IntakeKind.PEOPLE, [(number, row) for number, row in enumerate(rows, 1)])


def refusal(*rows) -> str:
    with pytest.raises(Refused) as refused:
        of(*rows)
    assert refused.value.field == "file"
    return str(refused.value)


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        ["e-mail", "First name", "LAST NAME", "Role", "To"],
        ["  E‑post ", "given_name", "family_name", "role", "valid_to"],
    ],
)
def test_a_column_is_known_by_its_heading_in_either_language(head):
    assert of(head, MAJ).rows == [
        (2, {"email": MAJ[0], "given_name": "Maj", "family_name": "Ek", "role": MAJ[3], "valid_to": MAJ[4]})
    ]


def test_each_heading_of_a_kind_names_one_column():
    for kind, columns in COLUMNS.items():
        headings = [str(column.heading) for column in columns]
        read = table_of(kind, [(1, headings), (2, ["x"] * len(headings))])
        assert (sorted(read.rows[0][1]), read.unread) == (sorted(column.name for column in columns), [])


def test_a_heading_that_is_not_known_is_told_and_not_kept():
    table = of([*HEAD, "Skostorlek", ""], [*MAJ, "39", "hemligt"])

    assert table.unread == ["Skostorlek"]
    assert set(table.rows[0][1]) == {"email", "given_name", "family_name", "role", "valid_to"}


def test_a_file_without_what_it_needs_says_which_headings_are_missing():
    assert "”Roll”, ”Till och med”, ”Förnamn och Efternamn”" in refusal(["E-post", "Förnamn"], ["a@b.se", "A"])
    assert "betyder samma sak" in refusal(["Mejl", *HEAD], ["x", *MAJ])
    assert "inga rader" in refusal(HEAD)
    assert "inga rader" in refusal()


def test_a_file_with_too_many_rows_is_not_taken_in_by_halves():
    assert "fler än 300 rader" in refusal(HEAD, *[MAJ] * (MOST_ROWS + 1))
    assert len(of(HEAD, *[MAJ] * MOST_ROWS).rows) == MOST_ROWS


def test_a_personal_number_is_refused_wherever_it_stands_and_not_said_again():
    said = refusal([*HEAD, "Övrigt"], [*MAJ, ""], [*MAJ, "19890201-3286 "], [*MAJ, "198902013286"])

    assert "raderna 3, 4" in said
    assert "1989" not in said


def test_a_role_is_known_by_its_name_in_either_language_or_its_identifier():
    assert [value_of(Role, text) for text in ("handläggare", "Caseworker", "caseworker", "Chefen")] == [
        "caseworker", "caseworker", "caseworker", None
    ]  # fmt: skip
