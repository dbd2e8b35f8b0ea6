"""Names and colours that leave the portal with a document."""

import pytest

from core.documents.render import file_name
from core.documents.templatetags.documents import grouped
from core.documents.themes import Theme


@pytest.mark.parametrize(
    ("what", "code", "name"),
    [
        ("plan", "K7M2-X4QD", "plan-k7m2-x4qd.pdf"),
        ("protokoll", '../x"\r\nb', "protokoll-x-b.pdf"),
        ("intyg", "", "intyg.pdf"),
        ("årsrapport", "2025", "rsrapport-2025.pdf"),
    ],
)
def test_a_file_is_named_by_its_code_and_by_nothing_a_header_minds(what, code, name):
    assert file_name(what, code) == name


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "#123456;}", ""])
def test_a_colour_is_a_colour(colour):
    with pytest.raises(ValueError, match="accent is no colour"):
        Theme(accent=colour)


def test_a_seal_is_read_in_groups():
    assert grouped("9f2c61d4a07be8831c") == "9f2c61d4 a07be883 1c"
