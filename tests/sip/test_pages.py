"""One child's case through its pages, as the people in it meet them. [issue 2: the story]"""

from django.urls import reverse

from core import clock
from sip.cases.models import ForumCase
from tests.database import as_loader
from tests.days import days_on
from tests.documents import reading
from tests.sip import walk as w


def case_at(case_url: str) -> ForumCase:
    with as_loader():
        return ForumCase.objects.get(pk=w.pk_of(case_url))


def pdf_text(answer) -> str:
    assert answer["Content-Type"] == "application/pdf"
    return reading.text(reading.opened(answer.content))


def test_the_story_from_the_need_to_the_closed_case(town):
    teacher, convenor = w.as_person(town, "teacher"), w.as_person(town, "convenor")
    case_url = w.raise_case(teacher, town)
    assert "Samtycke saknas." in w.words(w.page(teacher, case_url))
    assert "Visa barnets namn" not in w.page(convenor, case_url)

    w.record_consent(teacher, town, case_url)
    identity = convenor.post(f"{case_url}identitet/").content.decode()
    assert [part for part in (w.CHILD, "Född 12 mars 2014") if part not in identity] == []
    assert w.CHILD not in w.page(convenor, case_url)

    assert w.call(convenor, town, case_url) == case_url
    manager = w.as_person(town, "bup_manager")
    answer_url = w.link(w.page(manager, reverse("core:start")), "/svar/")
    deputy = str(town.assignments["bup_deputy"].pk)
    w.send(manager, answer_url, {"reply": "substitute", "substitute": deputy})
    assert "Bea Biträdande" in w.words(w.page(convenor, case_url))
    assert w.as_person(town, "bup_deputy").get(case_url).status_code == 200

    with days_on(6):
        _after_the_sitting(town, case_url)
    assert case_at(case_url).status == "closed"


def _after_the_sitting(town, case_url: str) -> None:
    convenor = w.as_person(town, "convenor")
    minutes_url = w.hold(convenor, case_url)
    for url in w.sections(convenor, minutes_url):
        assert w.send(convenor, url, {"text": "Det sades.", "version": 0}) == minutes_url
    w.send(convenor, f"{minutes_url}beslut/", w.decision(town))
    w.send(w.as_person(town, "head"), f"{minutes_url}godkann/", {"bekraftat": "1"})
    printed = pdf_text(convenor.get(f"{minutes_url}pdf/"))
    assert "BUP samordnar stödet" in printed
    assert [name for name in w.CHILD.split() if name in printed] == []

    w.send(convenor, f"{case_url}utfall/", {"outcome": "unresolved"})
    w.send(convenor, f"{case_url}berorda-chefer/", w.lifted(town))
    decider = w.as_person(town, "steering_bup")
    decide_url = w.link(w.page(decider, reverse("core:start")), f"{w.pk_of(case_url)}/beslut/")
    decided = {**w.decision(town, "BUP är samordnande instans"), "decided_on": clock.today().isoformat()}
    w.send(decider, decide_url, decided)
    _follow_up(convenor, case_url)
    assert "Ärendet är avslutat." in w.words(
        w.page(convenor, w.send(convenor, f"{case_url}avsluta/", {"bekraftat": "1"}))
    )


def _follow_up(convenor, case_url: str) -> None:
    for _decision in range(2):
        url = w.link(w.page(convenor, case_url), "/barn/beslut/")
        w.send(convenor, url, {"done_on": clock.today().isoformat(), "result": "Barnet är i skolan."})
    assert "/barn/beslut/" not in w.page(convenor, case_url)
