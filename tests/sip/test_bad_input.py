"""The issue's list of bad input and trouble, each on its page: a clear sentence, nothing lost, nothing doubled.

Each refused form is 422, says its sentence beside the field and in the summary that links to it, and keeps every
value and choice that was sent. What lies elsewhere: two editors and a session that ends in mid-text in browsers
(tests/journeys/test_forum.py, tests/ui/test_browser.py), worker, broker and database killed (tests/core/notices,
tests/followup, tests/ops).
"""

import re
import uuid
from dataclasses import dataclass
from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings
from django.urls import reverse

from core import clock
from core.obligations.models import Obligation
from core.people.models import RoleAssignment
from core.ui import dates
from sip.drafts.models import Draft
from sip.models import Child, Consent, Decision, ForumCase, MinutesSection, Occasion
from tests.database import as_loader
from tests.sip import town as t
from tests.sip import walk as w

FUTURE = clock.today() + timedelta(days=3)
LONG_AGO = clock.today() - timedelta(days=400)
IN_THREE_MONTHS = clock.today() + timedelta(days=90)


@dataclass(frozen=True)
class Bad:
    """What is wrong: `change` in an otherwise good form, and the sentence expected beside `name`."""

    page: str
    name: str
    change: dict
    sentence: str


BAD = {
    "birth in the future": Bad("child", "birth_date", {"birth_date": FUTURE.isoformat()}, "har inte varit än"),
    "birth that never was": Bad("child", "birth_date", {"birth_date": "31 juni 2014"}, "finns inte"),
    "birth with a year of 1014": Bad("child", "birth_date", {"birth_date": "1014-03-12"}, "kan inte stämma"),
    "joint custody, one guardian": Bad("child", "guardian_2", {"guardian_2": ""}, "den andra vårdnadshavarens namn"),
    "sole custody, two guardians": Bad("child", "guardian_2", {"custody": "sole"}, "Ensam vårdnad betyder en"),
    "number of another kind": Bad("child", "number", {"number": "20140312-0000"}, "Numret stämmer inte"),
    "need noticed tomorrow": Bad(
        "behov", "need_noticed_on", {"need_noticed_on": FUTURE.isoformat()},
        "har inte varit än",
    ),
    "need noticed before the birth": Bad(
        "behov", "need_noticed_on", {"need_noticed_on": "1990-01-01"},
        "är för tidigt",
    ),
    "need noticed on 30 February": Bad("behov", "need_noticed_on", {"need_noticed_on": "2026-02-30"}, "finns inte"),
    "need without a day": Bad("behov", "need_noticed_on", {"need_noticed_on": ""}, "Ange ett datum för"),
    "need that is not told": Bad("behov", "need", {"need": " "}, "Fyll i ”Vad behöver barnet?”"),
    "question with the child's name": Bad("fraga", "question", {"question": "Vem hjälper Elsa?"}, "barnets namn"),
    "no unit concerned": Bad("verksamheter", "units", {"units": []}, "Välj minst ett svar"),
    "consent given tomorrow": Bad("consent", "given_on", {"given_on": FUTURE.isoformat()}, "har inte varit än"),
    "consent given before the need": Bad(
        "consent", "given_on", {"given_on": LONG_AGO.isoformat()},
        "kan inte ha lämnats före",
    ),
    "consent without its end": Bad("consent", "valid_to", {"valid_to": ""}, "Ange ett datum för"),
    "consent that has ended": Bad("consent", "valid_to", {"valid_to": LONG_AGO.isoformat()}, "är för tidigt"),
    "written consent kept nowhere": Bad(
        "consent", "document_place", {"document_place": ""},
        "var den underskrivna blanketten",
    ),
    "oral consent heard by nobody": Bad("consent", "witness", {"form": "oral"}, "vem som hörde samtycket"),
    "exception without its reason": Bad(
        "consent", "signatories_reason", {"signatories": "prevented"},
        "Skriv skälet",
    ),
    "call in the past": Bad("call", "day", {"day": LONG_AGO.isoformat()}, "är för tidigt"),
    "call earlier today": Bad("call", "day", {"day": clock.today().isoformat(), "at": "0.01"}, "framåt i tiden"),
    "call at 25 o'clock": Bad("call", "at", {"at": "25.00"}, "tid"),
    "call without a unit's manager": Bad(
        "call", "managers", {"managers": ["head"]},
        "Det saknas: BUP Norr, Barnenheten Öster",
    ),
    "call after the consent's end": Bad(
        "call", "day", {"day": IN_THREE_MONTHS.isoformat()},
        "Samtycket gäller till och med",
    ),
}  # fmt: skip


@pytest.fixture
def teacher(town):
    return w.as_person(town, "teacher")


@pytest.fixture
def convenor(town):
    return w.as_person(town, "convenor")


def good(page: str, town) -> tuple[str, str, dict]:
    """Who, where and what: a form of that page that would be taken in."""
    if page == "child":
        return "teacher", reverse("sip:child_new"), w.child_facts(town)
    if page in w.answers(town):
        child = t.child_of(town)
        return "teacher", reverse("sip:raise_step", args=[child.pk, page]), w.answers(town)[page]
    case = t.raised(town)
    case_url = reverse("sip:case_detail", args=[case.pk])
    if page == "consent":
        url = f"{case_url}samtycke/"
        guardians = re.findall(r'name="(guardian_[0-9a-f-]{36})"', w.page(w.as_person(town, "teacher"), url))
        return "teacher", url, {**consent_facts(town), **dict.fromkeys(guardians, "yes")}
    t.consented(town, case)
    people = [str(town.assignments[name].pk) for name in ("head", "social_manager", "bup_manager")]
    later = (clock.today() + timedelta(days=5)).isoformat()
    return "convenor", f"{case_url}kalla/", {"day": later, "at": "13.00", "place": "Rum 3", "managers": people}


def consent_facts(town) -> dict:
    return {
        "purpose": "forum_occasion", "units": [str(one.pk) for one in (town.school, town.social, town.bup)],
        "information_kinds": ["identity", "situation"], "form": "written", "given_on": clock.today().isoformat(),
        "document_place": "Pärm 3", "witness": "", "signatories": "all_guardians", "signatories_reason": "",
        "valid_to": (clock.today() + timedelta(days=60)).isoformat(), "explained_how": "Muntligt, på svenska",
        "child_view": "heard", "child_view_text": "Jag vill gå i skolan",
    }  # fmt: skip


def changed(town, facts: dict, change: dict) -> dict:
    people = {name: str(row.pk) for name, row in town.assignments.items()}
    named = {name: [people.get(one, one) for one in value] if isinstance(value, list) else value
             for name, value in change.items()}  # fmt: skip
    return {**facts, **named}


def rows() -> dict:
    with as_loader():
        return {model: model.objects.count() for model in (Child, ForumCase, Consent, Occasion, Decision, Obligation)}


def drafted() -> list[dict]:
    """What the wizard has kept until now: its pages make no row of the case before the last."""
    with as_loader():
        return list(Draft.objects.order_by("pk").values())


def kept_in(html: str, name: str, value: str) -> bool:
    """The value stands in its field: typed, in a text box, or chosen."""
    text = unescape(html)
    boxes = re.findall(rf'<textarea[^>]*name="{name}"[^>]*>(.*?)</textarea>', text, re.S)
    options = re.findall(rf'<select[^>]*name="{name}".*?</select>', text, re.S)
    inputs = re.findall(rf'<input[^>]*name="{name}"[^>]*>', text)
    return (
        any(box.strip() == value.strip() for box in boxes)
        or any(re.search(rf'value="{re.escape(value)}"[^>]*selected', one) for one in options)
        or any(
            f'value="{value}"' in one and ("checked" in one or not re.search('type="(radio|checkbox)"', one))
            for one in inputs
        )
        or (value == "" and bool(boxes or options or inputs))
    )


@pytest.mark.parametrize("case", BAD)
def test_a_refused_form_says_why_beside_the_field_and_above_and_keeps_all_that_was_sent(town, case):
    bad = BAD[case]
    who, url, facts = good(bad.page, town)
    before, sent = rows(), changed(town, facts, bad.change)
    client = w.as_person(town, who)

    answer = client.post(url, {**w.key(), **sent})

    html = answer.content.decode()
    assert answer.status_code == 422, w.words(html)[:900]
    assert rows() == before
    summary = re.search(r'<div class="errors".*?</div>', html, re.S)[0]
    assert bad.sentence in w.words(summary)
    assert re.search(rf'href="#id_{bad.name}', summary), summary
    beside = re.findall(r'class="error-text"[^>]*>(.*?)</div>', html, re.S)
    assert any(bad.sentence in w.words(one) for one in beside), beside
    for name, value in sent.items():
        for one in value if isinstance(value, list) else [value]:
            assert kept_in(html, name, one), (name, one)


def test_a_good_form_of_each_page_is_taken_in(town):
    for page in sorted({bad.page for bad in BAD.values()}):
        who, url, facts = good(page, town)
        before, drafts = rows(), drafted()
        w.send(w.as_person(town, who), url, facts)
        assert (rows(), drafted()) != (before, drafts), page


def test_a_need_noticed_twenty_days_ago_is_said_to_be_late_at_once_and_taken_in(town, teacher):
    check = w.walk_wizard(teacher, w.register_child(teacher, town), town, noticed_ago=20)
    asked = w.words(w.page(teacher, check))
    assert "Behovet uppmärksammades för 20 dagar sedan." in asked
    assert "Ärendet tas emot ändå och visas som försenat från början." in asked

    case_url = w.send(teacher, check)

    assert "Sista dag att kalla var" in w.words(w.page(teacher, case_url))
    with as_loader():
        assert Obligation.objects.get(case_id=w.pk_of(case_url), code="DL-01").status == "breached"


def test_a_missing_guardians_answer_is_no_consent_and_the_answers_given_are_kept(town, teacher):
    case = t.raised(town)
    url = reverse("sip:consent_record", args=[case.pk])
    first, second = re.findall(r'name="(guardian_[0-9a-f-]{36})"', w.page(teacher, url))[::3]

    case_url = w.send(teacher, url, {**consent_facts(town), first: "yes", second: ""})

    shown = w.words(w.page(teacher, case_url))
    assert "Sparat. Alla som ska samtycka har inte svarat än." in shown
    assert "1 av 2 har sagt ja" in shown
    assert "Visa barnets namn" not in w.page(w.as_person(town, "convenor"), case_url)
    refused = w.as_person(town, "convenor").post(
        f"{case_url}kalla/", {**w.key(), "day": FUTURE.isoformat(), "at": "13.00", "place": "Rum 3"}
    )
    assert refused.status_code == 422


def test_a_child_without_any_guardian_says_what_to_do(town, teacher):
    case = t.raised(town, child=t.child_of(town, guardians=[]))
    answer = teacher.post(reverse("sip:consent_record", args=[case.pk]), {**w.key(), **consent_facts(town)})

    assert answer.status_code == 422
    assert "Lägg till barnets vårdnadshavare innan du registrerar samtycke." in w.words(answer.content.decode())
    assert kept_in(answer.content.decode(), "document_place", "Pärm 3")


def test_a_convenor_without_a_district_reads_pages_that_say_so_and_no_case(town):
    """Nobody is appointed so (tests/core/people/test_grants.py); who lost the district sees nothing."""
    case = t.raised(town)
    with as_loader():
        RoleAssignment.objects.filter(pk=town.assignments["convenor"].pk).update(district=None)

    client = w.as_person(town, "convenor")
    assert "Inga ärenden här." in w.words(w.page(client, reverse("sip:case_list")))
    assert case.case.code not in w.page(client, reverse("core:start"))
    assert client.get(reverse("sip:case_detail", args=[case.pk])).status_code == 404
    assert client.post(f"{reverse('sip:case_detail', args=[case.pk])}kalla/", w.key()).status_code == 404


SENT_TWICE = {"child": Child, "consent": Consent, "call": Occasion}


@pytest.mark.parametrize("page", SENT_TWICE)
def test_a_form_sent_twice_is_taken_in_once(town, page):
    who, url, facts = good(page, town)
    client, once = w.as_person(town, who), {"form_key": str(uuid.uuid4())}
    before = rows()[SENT_TWICE[page]]

    first, second = (client.post(url, {**facts, **once}) for _send in range(2))

    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert rows()[SENT_TWICE[page]] == before + 1
    assert "Formuläret var redan skickat. Det togs emot en gång." in w.words(w.page(client, second["Location"]))


def written(town, convenor) -> tuple[str, list[str]]:
    case = t.raised(town)
    t.consented(town, case)
    occasion = t.called(town, case)
    with as_loader():
        Occasion.objects.filter(pk=occasion.pk).update(starts_at=clock.now() - timedelta(seconds=1))
    minutes_url = w.hold(convenor, reverse("sip:case_detail", args=[case.pk]))
    return minutes_url, w.sections(convenor, minutes_url)


def test_two_editors_read_both_texts_and_neither_is_lost(town, convenor):
    _minutes_url, (first, *_rest) = written(town, convenor)
    w.send(convenor, first, {"text": "Min text", "version": 0})

    second = w.as_person(town, "convenor").post(first, {"text": "Den andras text", "version": 0})

    html = second.content.decode()
    assert second.status_code == 409
    assert [text for text in ("Min text", "Den andras text") if text not in html] == []
    with as_loader():
        assert MinutesSection.objects.get(pk=w.pk_of(first)).text == "Min text"


def test_a_session_that_ends_in_mid_text_loses_nothing_that_was_saved_and_takes_no_more(town, convenor):
    minutes_url, (first, *_rest) = written(town, convenor)
    w.send(convenor, first, {"text": "Det här hann sparas.", "version": 0})
    del convenor.cookies[settings.SESSION_COOKIE_NAME]

    late = convenor.post(first, {"text": "Skrivet efteråt.", "version": 1}, HTTP_X_AUTOSAVE="1")

    assert late.status_code == 401
    assert "Det här hann sparas." in w.page(w.as_person(town, "convenor"), minutes_url)


def test_answers_of_the_wizard_come_back_after_a_session_has_ended(town, teacher):
    child_url = w.register_child(teacher, town)
    first = w.answers(town)["behov"]
    w.send(teacher, f"{child_url}lyft/behov/", first)
    del teacher.cookies[settings.SESSION_COOKIE_NAME]
    assert teacher.get(f"{child_url}lyft/provat/").status_code in (302, 401)

    again = w.page(w.as_person(town, "teacher"), f"{child_url}lyft/behov/")

    assert [text for text in first.values() if text not in again] == []
    with as_loader():
        assert Draft.objects.count() == 1


def test_the_managers_decision_says_which_day_is_wrong_and_keeps_its_words(town, convenor):
    minutes_url, sections = written(town, convenor)
    for url in sections:
        w.send(convenor, url, {"text": "Det sades.", "version": 0})
    w.send(w.as_person(town, "bup_manager"), f"{minutes_url}godkann/", {"bekraftat": "1"})
    case_url = w.link(w.page(convenor, minutes_url), "/arenden/[0-9a-f]")
    w.send(convenor, f"{case_url}utfall/", {"outcome": "unresolved"})
    w.send(convenor, f"{case_url}berorda-chefer/", w.lifted(town))
    decider, sent = w.as_person(town, "steering_bup"), w.decision(town, "BUP samordnar")

    for wrong, sentence in (
        (FUTURE, "har inte varit än"),
        (
            clock.today() - timedelta(days=1),
            f"Ni fick ärendet {dates.day(clock.today())} och kan inte ha beslutat före det.",
        ),
    ):
        answer = decider.post(f"{case_url}beslut/", {**w.key(), **sent, "decided_on": wrong.isoformat()})
        html = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in w.words(html)
        assert kept_in(html, "text", "BUP samordnar")
        assert kept_in(html, "decided_on", wrong.isoformat())
