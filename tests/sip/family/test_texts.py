"""The family's texts: the same keys in every language, each in its own letters, plain enough to read. [CS-19]"""

import re
import unicodedata
from datetime import UTC, datetime

import pytest
import yaml
from django.conf import settings

from core.documents.child import FONTS
from core.documents.legible import KEPT
from core.documents.typefaces import FAMILIES, drawable_characters
from core.ui.readability import LONG_SENTENCE, read
from sip.family import texts
from sip.family.presenting import SECTION_HEADINGS, SHEETS, sheet_parts
from sip.plans import family
from sip.plans.choices import PlanPart

PROFILES = settings.BASE_DIR / "core" / "regions" / "profiles"
LANGUAGES = texts.languages()
TRANSLATED = [one for one in LANGUAGES if not one.is_swedish]
SWEDISH = texts.language("sv")
SCRIPTS = {"ar": "ARABIC", "prs": "ARABIC", "fa": "ARABIC", "ti": "ETHIOPIC", "uk": "CYRILLIC"}


def by_code(one):
    return one.code


def _letters(text):
    """The letters that are neither part of the plan's name nor of a placeholder."""
    return [letter for letter in re.sub(r"\{\w+\}|\bSIP\b", "", text) if letter.isalpha()]


def test_the_languages_are_those_the_family_was_promised():
    assert [one.code for one in LANGUAGES] == ["sv", "sv-lattlast", "en", "ar", "prs", "fa", "so", "ti", "uk"]
    assert {path.stem for path in texts.FOLDER.glob("*.yaml")} == {one.code for one in LANGUAGES}
    assert {one.code for one in LANGUAGES if one.direction == "rtl"} == {"ar", "prs", "fa"}


@pytest.mark.parametrize("one", LANGUAGES, ids=by_code)
def test_every_key_stands_in_every_language_with_the_same_placeholders(one):
    def placeholders(language):
        return {key: sorted(texts.PLACEHOLDER.findall(text)) for key, text in language.texts.items()}

    assert placeholders(one) == placeholders(SWEDISH)
    assert all(isinstance(text, str) and text.strip() == text != "" for text in one.texts.values())


@pytest.mark.parametrize("one", LANGUAGES, ids=by_code)
def test_no_text_holds_markup_or_marks_of_direction_or_shouts(one):
    for key, text in one.texts.items():
        assert not re.search(r"[<>&!—–]", text), key
        assert [sign for sign in text if unicodedata.category(sign) in {"Cc", "Cf"} and sign not in KEPT] == [], key
        assert unicodedata.is_normalized("NFC", text), key


@pytest.mark.parametrize("code", SCRIPTS)
def test_a_language_of_another_script_holds_no_word_in_latin_letters(code):
    one = texts.language(code)
    strangers = {
        key: text for key, text in one.texts.items() if {_script(letter) for letter in _letters(text)} - {SCRIPTS[code]}
    }

    assert strangers == {}


def _script(letter):
    return unicodedata.name(letter).split(" ")[0]


@pytest.mark.parametrize("code", ["en", "so"])
def test_a_language_of_latin_letters_is_not_left_in_swedish(code):
    one = texts.language(code)

    assert [key for key, text in one.texts.items() if text == SWEDISH.texts[key]] == []
    assert not set("åäö") & set("".join(one.texts.values()).lower())
    assert sum(text == texts.language("en").texts[key] for key, text in texts.language("so").texts.items()) == 0


def test_dari_and_persian_are_two_languages():
    dari, persian = texts.language("prs").texts, texts.language("fa").texts

    assert sum(dari[key] == persian[key] for key in dari) < len(dari) / 4
    assert "ترجمان" in dari["call.interpreter"]
    assert "مترجم" in persian["call.interpreter"]


@pytest.mark.parametrize("one", LANGUAGES, ids=by_code)
def test_a_bundled_font_draws_every_character_in_every_weight(one):
    needed = {ord(sign) for text in one.texts.values() for sign in text} - {ord(sign) for sign in KEPT}

    assert {chr(point) for point in needed - drawable_characters(FONTS)} == set()


def test_each_family_of_letters_has_a_regular_and_a_bold():
    for weights in FAMILIES.values():
        assert {"Regular.ttf", "Bold.ttf"} <= {name.split("-")[1] for name in weights}


@pytest.mark.parametrize(("code", "limit"), [("sv", 35), ("sv-lattlast", 25)])
def test_swedish_reads_easily(code, limit):
    """LIX of each paper as a whole, and of each text that is more than a line."""
    one = texts.language(code)
    papers: dict[str, list[str]] = {}
    for key, text in one.texts.items():
        papers.setdefault(key.partition(".")[0], []).append(text)

    hard = {paper: read("\n".join(lines)).lix for paper, lines in papers.items()}

    assert {paper: lix for paper, lix in hard.items() if lix >= limit} == {}
    long = {key: read(text) for key, text in one.texts.items()}
    assert {key: found.lix for key, found in long.items() if found.words >= 12 and found.lix >= limit} == {}
    assert {key: found.long_sentences for key, found in long.items() if found.long_sentences} == {}


@pytest.mark.parametrize("one", LANGUAGES, ids=by_code)
def test_no_sentence_is_too_long_to_follow_in_any_language(one):
    sentences = {(key, part) for key, text in one.texts.items() for part in re.split(r"(?<=[.?؟።])\s+", text)}

    assert [(key, part) for key, part in sentences if len(part.split()) > LONG_SENTENCE] == []


def test_a_name_keeps_its_direction_and_its_language_and_is_escaped():
    arabic = texts.language("ar")

    said = arabic.say("plan.call_whom", name="Åsa <b>", phone="070-123 45 67")

    assert '<bdi lang="sv" dir="ltr">Åsa &lt;b&gt;</bdi>' in said
    assert '<bdi lang="sv" dir="ltr">070-123 45 67</bdi>' in said
    assert '<bdi lang="sv" dir="rtl">جمال</bdi>' in SWEDISH.say("plan.call_whom", name="جمال", phone="1")
    assert arabic.plain("plan.valid_from", day="12 mars 2026").endswith("12 mars 2026.")


@pytest.mark.parametrize(
    ("code", "written", "direction"),
    [
        ("sv-lattlast", "3 december 2026 kl. 13.00", "ltr"),
        ("en", "3 December 2026 at 13:00", "ltr"),
        ("ar", "3 ديسمبر، 2026 13:00", "rtl"),
        ("fa", "3 دسامبر 2026 13:00", "rtl"),
        ("prs", "2026-12-03 13:00", "ltr"),
        ("so", "2026-12-03 13:00", "ltr"),
        ("ti", "2026-12-03 13:00", "ltr"),
        ("uk", "03 грудня 2026 р. 13:00", "ltr"),
    ],
)
def test_a_day_is_written_as_its_language_writes_it_and_in_figures_where_the_months_are_not_known(
    code, written, direction
):
    one, moment = texts.language(code), datetime(2026, 12, 3, 12, tzinfo=UTC)

    assert one.plain("call.when", when=moment).count(written) == 1
    assert f'<bdi lang="{one.tag}" dir="{direction}">{written}</bdi>' in one.say("call.when", when=moment)
    assert written.rpartition(" 13")[0].removesuffix(" at").removesuffix(" kl.") in one.isolated(moment.date())


@pytest.mark.parametrize("given", [{}, {"when": "i dag", "name": "Åsa"}, {"day": "i dag"}])
def test_a_sentence_is_never_said_with_a_hole_or_with_something_left_over(given):
    with pytest.raises(KeyError):
        SWEDISH.say("plan.next_meeting", **given)


def test_an_apostrophe_in_ukrainian_is_text():
    assert "ім&#x27;я" in texts.language("uk").say("forum.consent") or "ім'я" in texts.language("uk").say(
        "forum.consent"
    )


def test_every_section_of_every_regions_plan_has_a_heading_in_each_language():
    asked = {
        section["key"]
        for path in (PROFILES.rglob("*.yaml"))
        for section in sections_of(yaml.safe_load(path.read_text()))
    }

    assert asked == set(SECTION_HEADINGS)
    assert len({SWEDISH.texts[key] for key in SECTION_HEADINGS.values()}) == len(SECTION_HEADINGS)


def sections_of(content) -> list[dict]:
    """The headings of a plan in a file of a region's profile, if it has them."""
    templates = (content.get("minutes_templates") or {}) if isinstance(content, dict) else {}
    return templates.get("sip_meeting", [])


def test_whoever_does_something_has_a_word_in_each_language():
    parts = [f"plan.part_{part}" for part in PlanPart.values]
    keys = [*parts, *family.WHO.values(), *family.BY.values()]

    assert [(one.code, key) for one in LANGUAGES for key in keys if key not in one.texts] == []


def test_the_swedish_that_counts_stands_beside_a_translated_consent_and_nowhere_else():
    def beside(slug, code):
        return [bool(part.swedish) for part in sheet_parts(SHEETS[slug], texts.language(code))]

    assert set(beside("samtycke", "ar")) == {True}
    assert set(beside("samtycke", "sv-lattlast")) | set(beside("samtycke", "sv")) | set(beside("sip", "ar")) == {False}


def test_no_language_says_it_is_reviewed_before_a_person_has_read_it():
    """Turn a line here when a person has reviewed the language, and say who in the commit."""
    assert {one.code for one in LANGUAGES if one.reviewed} == set()
