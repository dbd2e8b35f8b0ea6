"""What the code and the data files say is what the English catalogue holds: nothing more is asked, nothing idle."""

from collections import Counter

import polib
import pytest

from ops import texts
from ops.texts import Text


@pytest.fixture(scope="module")
def used():
    return texts.used()


@pytest.fixture(scope="module")
def held():
    return texts.known()


def test_every_text_of_code_templates_and_data_is_in_the_english_catalogue(used, held):
    assert texts.missing(used, held) == []


def test_no_text_stands_twice_in_the_catalogue():
    """gettext's own tools refuse such a catalogue."""
    rows = [(one.msgctxt, one.msgid) for one in polib.pofile("locale/en/LC_MESSAGES/django.po")]
    assert [row for row, times in Counter(rows).items() if times > 1] == []


def test_the_catalogue_holds_no_text_that_nothing_asks_for(used, held):
    assert texts.missing(held, used) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('from django.utils.translation import gettext as _\n_("Hej")', Text("Hej")),
        ('from django.utils.translation import gettext_lazy as _lazy\n_lazy("Hej" " då")', Text("Hej då")),
        (
            'from django.utils import translation\ntranslation.ngettext("En", "%(n)d", n)',
            Text("En", "%(n)d"),
        ),
        ('from django.utils.translation import pgettext\npgettext("vad", "Hej")', Text("Hej", context="vad")),
    ],
)
def test_a_call_of_gettext_is_read_from_python(source, found):
    assert list(texts.python_texts(source)) == [found]


@pytest.mark.parametrize("source", ["_(given)", 'say("Hej")', 'from x import gettext as _\nf"{_}"'])
def test_what_is_no_text_of_ours_is_left(source):
    assert list(texts.python_texts(source)) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% translate "Hej" %}', Text("Hej")),
        ("{% translate 'av' context \"sida\" %}", Text("av", context="sida")),
        ('{% include "x" with a=_("Hej") only %}', Text("Hej")),
        ("{% blocktranslate with a=b %}Hej {{ a }}{% endblocktranslate %}", Text("Hej %(a)s")),
        (
            "{% blocktranslate count n=n %}En{% plural %}{{ n }}{% endblocktranslate %}",
            Text("En", "%(n)s"),
        ),
    ],
)
def test_a_text_is_read_from_a_template(source, found):
    assert list(texts.template_texts(source)) == [found]


def test_the_words_of_the_regions_and_the_rules_are_texts_too(used):
    assert {Text("Individforum ska vara kallat"), Text("BUS lokal styrgrupp"), Text("Nästa möte")} <= used
