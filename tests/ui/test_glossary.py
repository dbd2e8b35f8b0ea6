import pytest

from core.ui import glossary
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
    html = glossary_page(ask("/ordlista/")).content.decode()
    none = glossary_page(ask("/ordlista/?sok=xyzzy")).content.decode()

    assert 'id="g-098"' in html
    assert "Inget ord i listan passar" in none
