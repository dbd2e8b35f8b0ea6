import pytest

from core.ui import registry, theme
from core.ui.views import theme_css

WINE = {"accent": "#7a1f4b", "accent_strong": "#571335", "accent_tint": "#f8e9f0", "on_accent": "#ffffff"}
OURS = {"accent": "#2d4690", "accent_strong": "#1e3270", "accent_tint": "#ebeef8", "on_accent": "#ffffff"}


def test_contrast_is_that_of_wcag():
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", [WINE, OURS])
def test_colours_that_can_be_read_have_no_faults(tokens):
    assert theme.faults(tokens) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"accent": "#ffcc00"}, "accent #ffffff"),
        ({"on_accent": "#2d4690", "accent": "#2d4690"}, "on_accent #2d4690"),
        ({"accent": "red"}, "accent"),
        ({"accent_tint": "#ebeef8;}body{display:none"}, "accent_tint"),
    ],
)
def test_colours_that_cannot_be_read_are_refused_by_pair(change, fault):
    tokens = OURS | change

    assert fault in theme.faults(tokens)
    with pytest.raises(ValueError, match="accent"):
        theme.stylesheet(tokens)


@pytest.mark.parametrize("tokens", [WINE, OURS, OURS | {"accent": "#000000", "accent_strong": "#000000"}])
def test_the_dark_pair_reads_on_the_dark_sheet(tokens):
    dark = theme.dark(tokens)

    assert theme.contrast(dark["accent"], theme.DARK_SHEET) >= 7
    assert theme.contrast(dark["on_accent"], dark["accent"]) >= 4.5
    assert theme.contrast(dark["accent_strong"], dark["accent_tint"]) >= 4.5


def test_a_regions_sheet_is_linked_and_served_only_where_it_has_colours(ask, clean_registry, settings):
    from core.ui.context import PageContext

    assert PageContext(ask()).theme_url == ""
    clean_registry.theme_tokens.set({"exempel": WINE}.get)
    response = theme_css(ask(), "exempel")

    assert PageContext(ask()).theme_url == "/tema/exempel.css"
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "--accent:#7a1f4b;" in response.content.decode()
    assert registry.theme_tokens.answer("annan") is None
