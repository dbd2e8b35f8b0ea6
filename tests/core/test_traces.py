"""What may show who the child is: numbers for sure, names likely, and what is let alone."""

import pytest

from core import traces


@pytest.mark.parametrize(
    "text",
    [
        "811228-9874",
        "8112289874",
        "198112289874",
        "19811228-9874",
        "811228+9874",
        "811228 9874",
        "811228 - 9874",
        "Pojken (20120304-1234) kom",  # the form alone is enough, the check digit may be mistyped
        "701063-2391",  # coordination number: 60 added to the day
        "20000060-1236",  # month 00 and day 60 occur in real ones
        "Numret är 811228-9874.",
    ],
)
def test_personal_and_coordination_numbers_are_found(text):
    assert len(traces.personal_numbers(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "070-123 45 67",
        "08-123 45 67",
        "2012-03-04",
        "ärende 811328-9874",  # no thirteenth month
        "811299-9874",  # neither a day nor a coordination day
        "8112289875",  # plain digits with the wrong check digit
        "1 234 567 890 kronor",
        "A7-3KQF",
        "diarienummer 2026/123456-7890123",
    ],
)
def test_other_numbers_are_let_alone(text):
    assert traces.personal_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tindra i klass 7 B har väntat.", ["Tindra", "klass 7 B"]),
        ("Vi väntade. Tindra kom inte.", ["Tindra"]),
        ("Mötet gällde Anna Svensson och Mohammed.", ["Anna Svensson", "Mohammed"]),
        ("Mamma Annas oro är stor.", ["Annas"]),
        ("Hon bor på Storgatan 12.", ["Storgatan 12"]),
        ("Skriv till mamma@exempel.se", ["mamma@exempel.se"]),
        ("Ring 070-123 45 67.", ["070-123 45 67"]),
        ("Pojken är född den 3 mars.", ["född den 3"]),
        ("Läkaren Zebulonsson svarade.", ["Zebulonsson"]),
    ],
)
def test_likely_names_classes_and_addresses_are_found(text, expected):
    assert [trace.text for trace in traces.likely_names(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Vi hade kallat alla till individforum. BUP kom inte.",
        "IoF och BBIC används. Rektorn svarade på måndagen.",
        "Barnet går i åk 7–9. Skolan har väntat.",
        "Lex Sarah är anmäld.",
        "Ekbackens skola och Mottagningen Norrberga svarade inte.",
        "Eleven har fått vänta: Ingen ringde.",
        "- Insatsen dröjde\n- Ingen kom",
    ],
)
def test_ordinary_words_are_let_alone(text):
    assert traces.likely_names(text, known=["Ekbackens skola", "Mottagningen Norrberga"]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tindra i klass 7 B har väntat.", "Barnet i skolan har väntat."),
        ("Vi ringde mamma Anna Svensson igår.", "Vi ringde mamma igår."),
        ("Sedan kom Mohammed.", "Sedan kom barnet."),
        ("Läkaren Zebulonsson svarade.", "Läkaren Zebulonsson svarade."),  # only the writer knows
        ("Skriv till a@exempel.se nu", "Skriv till nu"),
    ],
)
def test_words_can_be_changed_for_others(text, expected):
    assert traces.replaced(text, traces.likely_names(text)) == expected


def test_long_texts_are_read_in_no_time():
    text = "Vi hade kallat alla till mötet. Barnet väntade länge på svar från mottagningen. " * 240
    assert traces.likely_names(text[:20_000]) == []
    assert traces.personal_numbers("1" * 20_000) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi träffade T.S. i maj.", ["T.S."]),
        ("Vi träffade T. S. i maj.", ["T. S."]),
        ("Eleven AK fick vänta.", ["AK"]),
        ("Mötet gällde pojken E, som väntade.", ["E"]),
        ("BUP och IVO skrev till S:t Görans.", []),
        ("Vi skrev t.ex. till BUP. SIP hölls.", []),
        ("Eleven SKULLE få stöd.", []),
    ],
)
def test_initials_are_found_by_how_they_are_written_whoever_the_child_is(text, found):
    initials = [trace.text for trace in traces.likely_names(text, ["Görans"])]
    assert initials == found


def test_initials_become_other_words():
    text = "Vi träffade T.S. i maj. Eleven AK väntade."
    assert traces.replaced(text, traces.likely_names(text)) == "Vi träffade barnet i maj. Eleven väntade."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eleven Anna Ek har väntat i ett år.", ["Anna Ek"]),
        ("Vi talade om pojken T.S. och hans skola.", ["T.S."]),
        ("Mamma Tindra har ringt.", ["Tindra"]),
        ("Tindra, 12 år, går inte i skolan.", ["Tindra"]),
        ("Tindra i klass 7 har fått plats.", ["Tindra"]),
        ("Barnet är född den 3 mars.", ["född den 3"]),
    ],
)
def test_where_grown_ups_are_named_too_a_child_is_found_by_what_stands_beside_the_name(text, expected):
    assert [one.text for one in traces.of_a_child(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Karin Ek redogjorde för läget i Rinkeby.",
        "Anna Svensson tar fram ett förslag till den 3 mars.",
        "Barnet ska få stöd av BUP och socialtjänsten.",
        "Barn i åldern 12 år och eleverna i klass 7 omfattas.",
        "Rektor Anna Ek kallar. Mötet hölls på Storgatan 12.",
    ],
)
def test_who_takes_part_in_the_work_may_be_named(text):
    assert traces.of_a_child(text) == []
