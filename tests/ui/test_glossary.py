import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from core.regions import files
from core.ui import glossary, registry
from core.ui.views import glossary_page


def test_words_stand_in_swedish_order_and_each_id_once():
    words = [term.word for term in glossary.terms()]
    ids = [term.id for term in glossary.terms()]

    assert words.index("samtycke") < words.index("verksamhet") < words.index("överenskommelse")
    assert words.index("adjungerad") < words.index("ärende i individforum") < words.index("överenskommelse")
    assert len(set(ids)) == len(ids) >= 60


def test_every_word_is_explained_in_both_languages():
    assert [
        t.word
        for t in glossary.terms()
        if not (t.meaning.endswith(".") and t.english and t.english_meaning.endswith("."))
    ] == []


@pytest.mark.parametrize(
    ("text", "word"),
    [("sip", "samordnad individuell plan"), ("consent", "samtycke"), ("operativ lednings", "arbetsgrupp")],
)
def test_a_word_is_found_by_synonym_and_by_english(text, word):
    assert [term.word for term in glossary.matching(text)] == [word]


def test_the_page_has_an_anchor_for_each_word_and_says_when_none_fits(ask):
    html = glossary_page(ask("/ordlista/", acting=None)).content.decode()
    none = glossary_page(ask("/ordlista/?sok=xyzzy", acting=None)).content.decode()

    assert 'id="g-098"' in html
    assert "Inget ord i listan passar" in none


def test_a_region_reads_no_words_of_forums_that_it_lacks(ask, monkeypatch):
    monkeypatch.setattr(registry.region_forums, "answer", lambda acting: {"managers_forum", "local_group"})
    html = glossary_page(ask("/ordlista/", part=True)).content.decode()

    assert "Chefsforum barn och unga" in html
    assert "lokal BUS-grupp" in html
    assert not re.search("individforum|BUSSAM|styrgrupp", html, re.IGNORECASE)


def test_every_word_of_a_forum_is_some_countys():
    shapes = [shape for county in ("stockholm", "vastmanland") for shape in profile(county)["forums"]]
    known = {shape[key] for shape in shapes for key in ("kind", "led_by") if shape.get(key)}

    assert {term.of for term in glossary.terms() if term.of} <= known


def profile(county):
    return files.read(Path("core/regions/profiles") / f"{county}.yaml").data


def test_what_the_services_call_differently_stands_side_by_side_in_both_languages(ask):
    html = glossary_page(ask("/ordlista/", acting=None)).content.decode()
    with translation.override("en"):
        english = glossary_page(ask("/ordlista/", acting=None)).content.decode()

    for said in glossary.sides():
        assert all(said.words("sv")) and all(said.words("en"))  # noqa: PT018
    assert "genomförandeplan" in html
    assert "implementation plan" in english
    assert "genomförandeplan" not in english


def test_a_word_opens_its_meaning_where_it_stands():
    shown = Template('{% load ui %}{% explain "G-123" "G-138" %}').render(Context())

    for key in ("g-123", "g-138"):
        assert f'popovertarget="ord-{key}"' in shown
        assert f'popover id="ord-{key}"' in shown
        assert f"/ordlista/#{key}" in shown
    assert glossary.known()["G-123"].meaning in unescape(shown)


def test_every_word_that_a_page_explains_is_in_the_list():
    told = {
        one
        for path in Path(settings.BASE_DIR, "templates").rglob("*.html")
        for tag in re.findall(r"{% explain ([^%]*) %}", path.read_text(encoding="utf-8"))
        for one in re.findall(r"G-\d+", tag)
    }

    assert told
    assert told <= glossary.known().keys()
