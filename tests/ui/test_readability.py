"""How easily a text reads, on the server and while it is written."""

import pytest
from playwright.sync_api import expect

from core.ui.readability import read
from tests.ui.test_browser import desk, server, site  # noqa: F401

LONG = "Vi träffas på tisdag och då pratar vi om vad som ska hända sedan och vem som gör det och när det är klart"
TEXTS = [
    "",
    "Vi ses kl. 13.00 i mars. Du får t.ex. ta med någon. ”Jag vill vara med.” Det är bra.",
    f"{LONG}.\nEn rad utan punkt\nSamverkansöverenskommelse och BUP-mottagningen, barnkonsekvensanalys.",
    "Åsa säger: ”Får jag?” Ja. Är det så? Nej (inte nu). 12,5 procent av 3 200 barn.",
    "A\u030asa och Ö-vik. " + "Handläggningstid! " * 3,
]


@pytest.mark.parametrize(
    ("text", "lix", "words", "sentences"),
    [
        ("", 0, 0, 0),
        ("Jag är här. Du är där.", 3, 6, 2),
        ("Rektorn kommer", 52, 2, 1),  # 2 words a sentence, one of two is long
        ("Vi ses kl. 13 i dag. Du får t.ex. en bok.", 6, 12, 2),
        ("Rubrik utan punkt\nEn mening.", 3, 5, 2),
        ("...", 0, 0, 0),
    ],
)
def test_lix_is_words_a_sentence_and_long_words_in_hundred(text, lix, words, sentences):
    found = read(text)

    assert (found.lix, found.words, found.sentences) == (lix, words, sentences)


def test_long_sentences_and_words_are_told_with_what_to_do():
    found = read(f"{LONG}. Vi gör en samverkansöverenskommelse. Samma samverkansöverenskommelse igen.")

    assert found.advice == [
        "Meningen som börjar ”Vi träffas på tisdag” är lång, 24 ord. Dela den.",
        "Ordet ”samverkansöverenskommelse” är långt. Finns det ett kortare?",
    ]
    assert read("Vi ses. Du är med.").advice == []


def test_at_most_five_of_each_kind_are_told():
    assert len(read("\n".join([LONG + f" {number}" for number in range(9)])).advice) == 5


@pytest.mark.parametrize(
    ("lix", "level"),
    [
        ("Du är här.", "mycket lätt att läsa"),
        ("Rektorn kommer nu hem.", "lätt att läsa"),
        ("Rektorn ansvarar", "mycket svår att läsa"),
    ],
)
def test_the_number_is_told_in_words(lix, level):
    assert read(lix).level == level


@pytest.mark.slow
def test_the_count_while_writing_is_the_count_after_saving(site, page, heard):  # noqa: F811
    page.goto(f"{site}/skriv/")
    box = page.locator(".readability")
    expect(box.locator("[data-lix]")).to_have_text(str(read("Första texten").lix))

    for text in TEXTS:
        page.fill("#id_text", text)
        expect(box.locator("[data-lix]")).to_have_text(str(read(text).lix))
        expect(box.locator("li")).to_have_count(len(read(text).advice))
        assert box.locator("li").all_text_contents() == read(text).advice
        assert box.locator("[data-level]").text_content() == read(text).level
    assert box.locator("p").is_visible()
    assert heard == []
