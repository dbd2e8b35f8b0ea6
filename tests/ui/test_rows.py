import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template import engines
from django.utils.safestring import mark_safe

from core.ui import rows


@pytest.fixture
def row_file(monkeypatch):
    """A row's file with this text in it."""

    def make(text):
        rows.forget()
        monkeypatch.setattr(rows, "get_template", lambda name: engines["django"].from_string(text))
        return "row.html"

    yield make
    rows.forget()


def test_rows_are_drawn_one_after_another_with_every_value_escaped(row_file):
    name = row_file('{# a row #}\n<li><a href="{{ row.url }}">{{ row.text }}</a></li>')
    drawn = rows.fast_rows(name, [{"url": '"><script>', "text": "<b>å</b>"}, {"url": "/b/", "text": 3}])

    assert drawn == '<li><a href="&quot;&gt;&lt;script&gt;">&lt;b&gt;å&lt;/b&gt;</a></li><li><a href="/b/">3</a></li>'


def test_what_is_marked_safe_stands_as_it_is(row_file):
    assert rows.fast_rows(row_file("{{ row.a }}"), [{"a": mark_safe("<i>1</i>")}]) == "<i>1</i>"


@pytest.mark.parametrize("text", ["{% if row.a %}x{% endif %}", "{{ row.a|safe }}", "{{ other }}"])
def test_a_row_that_decides_anything_is_refused(row_file, text):
    with pytest.raises(ImproperlyConfigured, match=r"row\.html is a fast row"):
        rows.fast_rows(row_file(text), [])


def test_a_value_that_is_missing_is_not_left_out_silently(row_file):
    with pytest.raises(KeyError):
        rows.fast_rows(row_file("{{ row.a }}"), [{}])


def test_a_fast_row_draws_what_the_template_would(row_file):
    text = '<td data-label="{{ row.a }}">{{ row.b }}</td>'
    values = {"a": "å'\"<>&", "b": "ö"}
    slow = engines["django"].from_string(text).render({"row": values})

    assert rows.fast_rows(row_file(text), [values]) == slow


def test_a_badge_for_a_row_is_the_components():
    assert rows.badge("Löst", "ok") == '<span class="badge" data-is="ok">Löst</span>'
    assert rows.badge("<1>") == '<span class="badge">&lt;1&gt;</span>'
    assert rows.badge("") == ""
