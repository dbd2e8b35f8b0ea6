"""The report as a file: what is in it, what is not, and that the same figures give the same bytes. [domain 7.9]"""

import json
from datetime import date

import pytest

from core import clock
from core.access import acting_as
from followup import services
from followup.choices import Section
from followup.models import AnnualFollowUp, Counting, FollowUpSection
from followup.report import build
from tests.database import as_loader
from tests.documents import reading
from tests.followup import town as t

pytestmark = pytest.mark.slow


@pytest.fixture
def year(town):
    """A year with cases, deviations and texts; the figures of the year before beside it."""
    for number in range(7):
        t.held(town, date(2024, 5, 2), raised_on=date(2024, 4, 2), sex=("girl", "boy")[number % 2])
    t.collected(town, 2024, on=date(2025, 2, 2))
    for number in range(12):
        t.held(town, sex=("girl", "boy")[number % 2], wait=5 if number < 6 else 20)
    for _number in range(6):
        t.deviation(town)
    follow_up = t.collected(town)
    for key in Section:
        with as_loader():
            section = FollowUpSection.objects.get(follow_up=follow_up, key=key)
        with clock.moved_to(t.noon(t.COUNTED_ON)), acting_as(town.chair):
            services.save_section(section, by=town.chair, text=f"Gruppens ord om {key}.", version=0)
    return t.row(follow_up)


def text_of(pdf: bytes) -> str:
    return " ".join(reading.text(reading.opened(pdf)).split())


def document(town, year=t.YEAR):
    with as_loader():
        follow_up = AnnualFollowUp.objects.get(area=town.area, year=year)
        counting = Counting.objects.get(follow_up=follow_up)
    with t.job(town):
        return build(town.area, year, counting)


def test_the_report_tells_what_the_portal_knows_and_what_it_does_not(town, year):
    made = document(town)
    text = text_of(made.pdf())

    for part in (
        "Årsuppföljning 2025",
        "Öster och Väster",
        "1 januari–31 december 2025",
        "12 ärenden togs upp i individforum, fem fler än året före.",
        "6 avvikelserapporter skickades",
        "6 av 12 ärenden kallades inom två veckor.",
        "Inte nått",
        "Så räknar vi",
        "Flickor",
        "Jämställdhet",
        "Gruppens ord om gender_analysis.",
        "Effekter för barnen",
        "Det som portalen inte har uppgifter om än",
        "Delaktighet, svar efter möten",
        "Ingen lokal överenskommelse gällde den 31 december 2025.",
        "Gruppernas sammansättning",
        "Sändlista",
        "BUSSAM",
    ):
        assert part in text, part
    assert made.file_name == "arsuppfoljning-2025-oster-och-vaster.pdf"


def test_the_same_figures_and_texts_give_the_same_bytes(town, year):
    first = document(town).pdf()
    t.held(town, date(2025, 8, 1))  # registered afterwards: the fixed figures do not know

    assert document(town).pdf() == first


def test_no_child_and_no_case_is_in_the_report_or_its_data(town, year):
    from sip.cases.models import Case

    with as_loader():
        codes = list(Case.objects.values_list("code", flat=True))
    made = document(town)
    text = text_of(made.pdf())
    data = " ".join(part.content.decode() for part in made.attachments)

    assert codes
    for hidden in (*codes, "MÄRKE-FRÅGA", "MÄRKE-TEXT", "Tora", "Österskolan", "AX-"):
        assert hidden not in text
        assert hidden not in data


def test_the_attached_data_hides_what_the_page_hides(town):
    for sex in ("girl",) * 6 + ("boy",) * 2:
        t.held(town, sex=sex)
    t.collected(town)

    made = document(town)
    figures = {one["code"]: one for one in json.loads(made.attachments[1].content)}
    rows = {row["head"]: row["cells"] for row in figures["I-01"]["table"]["rows"]}

    assert rows == {"Flickor": ["–"], "Pojkar": ["<5"], "Annat": ["0"], "Okänt": ["0"]}
    assert figures["I-01"]["table"]["foot"]["cells"] == ["8"]
    assert "<5 betyder en till fyra" in figures["I-01"]["note"]


def test_a_year_that_is_not_fixed_says_that_it_is_preliminary(town):
    t.held(town)
    kept = t.counted(town, as_of=date(2025, 10, 1))

    with t.job(town):
        made = build(town.area, t.YEAR, kept)

    report = made.context["report"]
    assert report["title"] == "Årsuppföljning 2025, preliminär"
    assert report["period"] == "1 januari–1 oktober 2025"
    assert {"term": "Läge", "text": "Preliminär: talen är räknade så här långt och kan ändras."} in report["facts"]


def test_a_compulsory_text_that_is_missing_is_said_to_be_missing(town):
    t.collected(town)

    sections = {one["id"]: one["paragraphs"] for one in document(town).context["report"]["sections"]}

    assert sections["gender_analysis"] == sections["effects_for_children"] == ["Inte skriven än."]
    assert "voices" not in sections
