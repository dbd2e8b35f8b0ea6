import pytest
from django.utils.translation import override

from core.ui import numbers


@pytest.mark.parametrize(
    ("value", "decimals", "swedish", "english"),
    [
        (1234567, 0, "1\u00a0234\u00a0567", "1,234,567"),
        (6.54, 1, "6,5", "6.5"),
        (-0.3, 1, "−0,3", "−0.3"),
        (-0.04, 1, "0,0", "0.0"),
    ],
)
def test_numbers_have_the_readers_separators(value, decimals, swedish, english):
    assert numbers.number(value, decimals) == swedish
    with override("en"):
        assert numbers.number(value, decimals) == english


def test_a_share_of_nothing_is_not_a_number():
    assert numbers.percent(0, 0) == "–"
    assert numbers.percent(25, 31) == "81\u00a0%"


@pytest.mark.parametrize(("count", "expected"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5")])
def test_a_count_of_one_to_four_is_never_shown(count, expected):
    assert numbers.few(count, 5) == expected


@pytest.mark.parametrize(("value", "expected"), [(0.5, "+0,5"), (-0.3, "−0,3"), (0.0, "0,0"), (0.04, "0,0")])
def test_a_change_has_its_sign_and_nought_has_none(value, expected):
    assert numbers.change(value, 1) == expected


def test_counts_up_to_twelve_are_words():
    assert [numbers.in_words(n) for n in (2, 12, 13)] == ["två", "tolv", "13"]
