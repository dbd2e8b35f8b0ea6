import pytest

from core.ui import badges
from core.ui.samples import Sample


class Thing:
    def __init__(self, status):
        self.status = status


@pytest.mark.parametrize(
    ("status", "meaning"),
    [("active", "ok"), ("raised", "soon"), ("breached", "late"), ("closed", "stopped"), ("unheard_of", "")],
)
def test_a_state_has_one_of_the_four_meanings_or_none(status, meaning):
    assert badges.meaning(Thing(status)) == meaning


def test_what_the_object_says_of_itself_comes_first():
    assert badges.meaning(Sample("active", "Pågår", "now")) == "now"
    assert badges.meaning(Sample("active", "Pågår", "")) == ""


def test_every_meaning_is_one_that_the_style_sheet_draws():
    assert set(badges.MEANINGS.values()) == {"ok", "now", "soon", "late", "stopped"}
