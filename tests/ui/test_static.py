"""What is vendored and what the style sheets and templates may hold. [security 9, stack traps 8, 21-23]"""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
STATIC, TEMPLATES = ROOT / "static", ROOT / "templates"
STYLES = sorted(STATIC.rglob("*.css"))
PAGES = sorted(path for path in TEMPLATES.rglob("*.html") if "mail" not in path.parts)
PROMISED = "ABCÅÄÖåäöéüßØøÆæÐðÞþŁłČčŠšŻżŐőŞşĞğİı–—”’…→←−½"
SYMBOLS = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "ui/icons.svg").read_text()))


@pytest.mark.parametrize("path", STYLES, ids=lambda p: p.name)
def test_a_style_sheet_brings_in_only_files_that_lie_here(path):
    text = path.read_text()
    named = re.findall(r"url\(\s*[\"']?([^\"')]+)", text)

    assert "@import" not in text
    assert [name for name in named if not (path.parent / name).resolve().is_file()] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(TEMPLATES)))
def test_a_template_has_nothing_inline_and_nothing_from_elsewhere(path):
    text = path.read_text()

    assert (
        re.findall(
            r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|hx-on|javascript:|https?://|\|safe\b|autoescape off",
            text,
        )
        == []
    )


@pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(TEMPLATES)))
def test_every_icon_that_a_template_names_is_in_the_sprite(path):
    named = set(re.findall(r'\{% icon "([\w-]+)"', path.read_text())) | set(
        re.findall(r'icon_name="([\w-]+)"', path.read_text())
    )

    assert named - SYMBOLS == set()


@pytest.mark.parametrize("path", sorted((TEMPLATES / "ui").glob("*.html")), ids=lambda p: p.name)
def test_a_component_says_first_what_it_takes(path):
    first = path.read_text().splitlines()[0]

    assert first.startswith(("{# ", "{% extends"))


@pytest.mark.parametrize("weight", ["Regular", "SemiBold", "Bold"])
@pytest.mark.parametrize("kind", ["ttf", "woff2"])
def test_a_font_is_one_file_with_the_letters_we_promise(weight, kind):
    font = TTFont(STATIC / "fonts" / f"Inter-{weight}.{kind}")
    has = font.getBestCmap()

    assert [letter for letter in PROMISED if ord(letter) not in has] == []
    assert font["OS/2"].usWeightClass == {"Regular": 400, "SemiBold": 600, "Bold": 700}[weight]
    assert "tnum" in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def test_every_vendored_part_has_its_licence():
    for folder in ("fonts", "vendor/designsystemet", "vendor/htmx", "vendor/lucide"):
        assert (STATIC / folder / "LICENSE").stat().st_size > 500


@pytest.mark.parametrize("path", sorted((STATIC / "js").glob("*.js")), ids=lambda p: p.name)
def test_our_scripts_store_nothing_and_speak_no_swedish(path):
    text = path.read_text()

    assert (
        re.findall(
            r"localStorage|sessionStorage|indexedDB|document\.cookie|innerHTML|insertAdjacentHTML|eval\(|new Function",
            text,
        )
        == []
    )
    assert re.findall(r"[\"'`][^\"'`\n]*[åäöÅÄÖ][^\"'`\n]*[\"'`]", text) == []


def test_the_style_sheets_of_a_first_visit_are_light():
    import gzip

    ours = [path for path in STYLES if "print" not in path.name] + sorted((STATIC / "js").glob("*.js"))
    packed = sum(
        len(gzip.compress(path.read_bytes()))
        for path in [*ours, STATIC / "vendor/htmx/htmx.min.js", STATIC / "ui/icons.svg"]
    )

    assert packed < 75_000  # of the 100 KB of a first visit; the page itself and its fonts come besides


def test_a_page_whose_texts_save_themselves_brings_the_script_that_does_it():
    """A box that says it saves itself, on a page without the script, loses what is typed in it."""
    own = re.compile(r"data-autosave|ui/editor\.html")
    parts = {path.relative_to(TEMPLATES).as_posix() for path in PAGES if own.search(path.read_text())}
    writing = [path for path in PAGES if "{% extends" in path.read_text() and _holds(path, parts, own)]

    assert len(writing) >= 7
    assert [path.name for path in writing if "js/autosave.js" not in path.read_text()] == []


def _holds(path: Path, parts: set[str], own: re.Pattern) -> bool:
    text = path.read_text()
    return bool(own.search(text)) or any(f'include "{part}"' in text for part in parts)
