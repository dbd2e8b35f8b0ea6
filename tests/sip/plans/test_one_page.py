"""The child's own page is one page: what does not fit stands in the plan, and the worker is told so before. [F82]"""

from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse

from core.errors import Refused
from sip.models import PlanVersion
from sip.plans import one_page
from tests.database import as_loader
from tests.sip import walk as w
from tests.sip.plans import town as p

SAID = "Jag vill gå i skolan varje dag. "


def test_words_that_have_room_stand_as_they_were_said():
    assert one_page.words_that_fit(["Jag vill rida.", "Jag vill sova."]) == (["Jag vill rida.", "Jag vill sova."], [])


def test_words_that_are_too_many_end_with_a_sentence_and_it_is_told_how_many_there_are():
    fitting, told = one_page.words_that_fit([SAID * 30])

    [text] = fitting
    assert len(text) <= one_page.WORDS + 2
    assert text.endswith("Jag vill gå i skolan varje dag. …")
    assert told == [f"Barnets egna ord är 960 tecken. På sidan står de första {len(text)}, resten står i planen."]


def test_one_long_sentence_ends_between_two_words():
    [text], _told = one_page.words_that_fit(["ord " * 400])

    assert set(text.split()) == {"ord", "…"}
    assert len(text) <= one_page.WORDS + 2


def test_a_text_that_is_too_long_is_left_to_the_plan_whole():
    long = "x" * (one_page.MEASURE + 7)

    fitting, [told] = one_page.short_enough(["Rider", long], str, one_page.MEASURE)

    assert fitting == ["Rider"]
    assert told == f"”{'x' * 40} …” är 127 tecken, 7 för många för sidan. Texten står bara i planen."


def paper(pages: int) -> bytes:
    made = BytesIO()
    with pikepdf.new() as pdf:
        for _number in range(pages):
            pdf.add_blank_page()
        pdf.save(made)
    return made.getvalue()


def test_the_page_has_as_much_as_there_is_room_for_and_one_that_never_fits_is_refused():
    papers = {(5, 4): paper(2), (3, 2): paper(1), (2, 1): paper(1)}

    assert one_page.one_page(papers.__getitem__) is papers[3, 2]
    with pytest.raises(Refused):
        one_page.one_page(lambda _room: paper(2))


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("code", ["sv", "ti"])
def test_with_the_longest_texts_that_have_room_the_paper_is_one_page(code):
    town, plan = p.until("active")
    with as_loader():
        version = PlanVersion.objects.get(case_id=plan.pk)
        [child] = [voice for voice in version.content["voices"] if voice["whose"] == "child"]
        row = version.content["measures"][0]
        texts = [("Samma person möter dig varje morgon vid grinden " * 9)[: one_page.MEASURE]] * 9
        child["words"] = SAID * 200
        measures = [{**row, "id": f"{row['id'][:-2]}{10 + n}", "text": text} for n, text in enumerate(texts)]
        done = [{**one, "result": "done", "text": one["text"][: one_page.DONE]} for one in measures[5:]]
        content = {**version.content, "measures": [*measures[:5], *done]}
        copy = PlanVersion.objects.create(
            region=version.region, case=version.case, number=2, agreed_on=version.agreed_on, content=content,
            sha256=version.sha256, agreed_by=version.agreed_by,
        )  # fmt: skip
    teacher = w.as_person(town, "teacher")
    asked = {"papper": "min-plan", "sprak": code}

    shown = w.unescape(teacher.get(reverse("sip:plan_family", args=[copy.pk]), asked).content.decode())
    answer = teacher.get(reverse("sip:plan_family_pdf", args=[copy.pk]), asked)

    assert "Allt får inte plats på barnets sida" in shown
    assert "Barnets egna ord är 6400 tecken." in shown
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1
