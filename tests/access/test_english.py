"""Every page, asked for in English, says nothing in Swedish that the catalogue knows in English. [design: Words]"""

import re
from html.parser import HTMLParser

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from tests.access.beside import make_beside
from tests.access.trying import addresses
from tests.access.world import make_sides, make_world
from tests.core.people.build import sign_in

READ_ALOUD = {"aria-label", "alt", "title", "placeholder", "data-label"}
SILENT = {"script", "style", "textarea"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# The catalogue shows invented people and texts as they would be typed; the glossary explains the Swedish words.
SAMPLES = {"ui:catalogue", "ui:component", "ui:glossary"}
# Without sign-in, in the language that the family has chosen.
FAMILYS = {"sip:survey_start", "sip:survey_link", "sip:survey_thanks"}
VALUE = re.compile(r"%\(\w+\)[sd]")


class Spoken(HTMLParser):
    """The texts of a page, in the order they are read; what says itself to be Swedish is left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.silent = 0
        self.swedish: list[str] = []  # the open tags from the one that says so
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.silent += tag in SILENT
        if tag not in VOID and (self.swedish or (tag != "html" and dict(attrs).get("lang") == "sv")):
            self.swedish.append(tag)
        if self.swedish:
            return
        self.texts += [_plain(value) for name, value in attrs if name in READ_ALOUD and value]

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT
        if self.swedish and tag not in VOID:
            self.swedish.pop()

    def handle_data(self, data):
        if not self.silent and not self.swedish and data.strip():
            self.texts.append(_plain(data))


def _plain(text: str) -> str:
    return " ".join(text.split())


class Swedish:
    """What is said in another way in English: whole texts, and such with a value in them."""

    def __init__(self) -> None:
        catalogue = polib.pofile(str(settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.po"))
        keys = {_plain(entry.msgid) for entry in catalogue if entry.msgid != (entry.msgstr or entry.msgstr_plural[1])}
        self.whole = {key for key in keys if not VALUE.search(key)}
        spoken = [key for key in keys if VALUE.search(key) and len(VALUE.sub("", key)) > 12]
        self.valued = re.compile("|".join(VALUE.sub(".{1,80}?", re.escape(key).replace(r"\%", "%")) for key in spoken))

        self.known: dict[str, bool] = {}  # the same texts stand on page after page, and a thousand patterns are slow

    def hears(self, text: str) -> bool:
        if text not in self.known:
            self.known[text] = text in self.whole or bool(self.valued.fullmatch(text))
        return self.known[text]


@pytest.fixture(scope="module")
def swedish() -> Swedish:
    return Swedish()


@pytest.fixture(autouse=True)
def afterwards_swedish():
    """What a request has chosen stays chosen in its thread, and the next test's is this one."""
    with translation.override("sv"):
        yield


def heard(swedish: Swedish, under, objects: dict) -> list[tuple[str, str]]:
    """Route and Swedish text of each page that answers; pages of refusal are pages too."""
    client = Client(raise_request_exception=False)
    sign_in(client, under)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    found, answered = [], 0
    for name, row, url in addresses(objects):
        if "GET" not in row.methods or name in SAMPLES | FAMILYS:
            continue
        response = client.get(url)
        if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
            answered += response.status_code == 200
            found += [(name, text) for text in Spoken(response.content.decode()).texts if swedish.hears(text)]
    assert answered > 20
    return found


@pytest.mark.parametrize(("phase", "who"), [("raised", "convenor"), ("called", "teacher"), ("escalated", "chair")])
def test_no_page_of_a_case_speaks_swedish_in_english(db, swedish, phase, who):
    world = make_world(phase)

    assert heard(swedish, world.town.assignments[who], world.objects) == []


@pytest.mark.parametrize("who", ["admin", "secretary", "chair", "reviewer"])
def test_no_page_beside_a_case_speaks_swedish_in_english(db, swedish, who):
    here = make_sides().here

    assert heard(swedish, here.town.assignments[who], make_beside(here.town)) == []


def test_a_swedish_text_is_heard(swedish):
    page = Spoken('<p>Logga <b>in</b></p><p>\n Översikt</p><img alt="Sparat 10.42"><script>Översikt</script>')

    assert [text for text in page.texts if swedish.hears(text)] == ["Översikt"]
