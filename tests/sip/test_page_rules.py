"""What the case's pages do when something is wrong, late, sent twice, or not for the reader. [security 2, 10]"""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.obligations.models import DeadlineRule
from core.obligations.services import pause
from sip.cases.deadlines import FORUM_CONVENED
from sip.cases.models import CaseDeviation, ForumCase
from tests.database import as_loader
from tests.days import days_on
from tests.sip import town as t
from tests.sip import walk as w

AUTOSAVE = {"HTTP_X_AUTOSAVE": "1"}


@pytest.fixture
def teacher(town):
    return w.as_person(town, "teacher")


@pytest.fixture
def convenor(town):
    return w.as_person(town, "convenor")


@pytest.fixture
def sections(town):
    """The convenor right after the sitting, with the addresses of the minutes and its headings."""
    case = t.raised(town)
    t.consented(town, case)
    t.called(town, case)
    with days_on(6):
        client = w.as_person(town, "convenor")
        minutes_url = w.hold(client, reverse("sip:case_detail", args=[case.pk]))
        yield client, minutes_url, w.sections(client, minutes_url)


def cases() -> int:
    with as_loader():
        return ForumCase.objects.count()


def test_a_section_saves_itself_and_shows_both_texts_when_two_write(sections):
    client, minutes_url, (first, *_rest) = sections

    saved = client.post(first, {"text": "Min text", "version": 0}, **AUTOSAVE)
    assert (saved.status_code, saved.json()["version"]) == (200, 1)
    assert saved.json()["message"].startswith("Sparat kl.")

    refused = client.post(first, {"text": "Den andras text", "version": 0}, **AUTOSAVE)
    assert (refused.status_code, refused.json()["texts"]) == (409, {"text": "Min text"})
    plain = client.post(first, {"text": "Den andras text", "version": 0})
    shown = w.words(plain.content.decode())
    assert plain.status_code == 409
    assert [text for text in ("Min text", "Den andras text") if text not in shown] == []
    assert "Min text" in w.page(client, minutes_url)


def test_a_text_too_long_stays_in_its_box(sections):
    client, _minutes_url, (first, *_rest) = sections
    long = "å" * 20_001

    plain = client.post(first, {"text": long, "version": 0})

    assert plain.status_code == 422
    assert long in plain.content.decode()
    assert "Korta den." in w.words(plain.content.decode())
    assert client.post(first, {"text": long, "version": 0}, **AUTOSAVE).status_code == 422


def test_locked_minutes_tell_so_and_are_not_lost_to_the_writer(town, sections):
    client, minutes_url, urls = sections
    for url in urls:
        w.send(client, url, {"text": "Det sades.", "version": 0})
    manager = w.as_person(town, "bup_manager")
    asked = manager.post(f"{minutes_url}godkann/")
    assert "Ett godkänt protokoll kan inte ändras av någon." in w.words(asked.content.decode())
    w.send(manager, f"{minutes_url}godkann/", {"bekraftat": "1"})

    late = client.post(urls[0], {"text": "För sent", "version": 1}, **AUTOSAVE)
    assert (late.status_code, late.json()["message"]) == (422, "Protokollet är godkänt och låst.")
    assert "<textarea" not in w.page(client, minutes_url)


def test_a_refused_form_keeps_what_was_typed_and_leads_to_the_fault(town, teacher):
    sent = {**w.child_facts(town), "guardian_2": "", "birth_date": "31 juni 2014"}
    answer = teacher.post(reverse("sip:child_new"), sent)
    html = answer.content.decode()

    assert answer.status_code == 422
    assert "Två svar behöver rättas" in html
    assert [text for text in ('value="Elsa"', "31 juni 2014", 'href="#id_birth_date"') if text not in html] == []


def test_a_call_without_consent_says_why_and_keeps_the_place(town, convenor):
    case = t.raised(town)
    url = reverse("sip:case_call", args=[case.pk])
    day = (clock.today() + timedelta(days=5)).isoformat()
    managers = [str(town.assignments[name].pk) for name in ("head", "social_manager", "bup_manager")]

    answer = convenor.post(url, {"day": day, "at": "13.00", "place": "Rum 3", "managers": managers})

    assert answer.status_code == 422
    assert "Det finns inget samtycke till det här mötet." in w.words(answer.content.decode())
    assert 'value="Rum 3"' in answer.content.decode()


def test_the_suggested_time_of_a_call_is_taken_as_it_stands(town, convenor):
    case = t.raised(town)
    t.consented(town, case)
    case_url = reverse("sip:case_detail", args=[case.pk])
    at = re.search(r'name="at"[^>]* value="([^"]+)"', w.page(convenor, f"{case_url}kalla/"))[1]

    assert at == "13.00"
    assert w.call(convenor, town, case_url, at=at) == case_url


def test_a_need_noticed_long_ago_is_told_before_sending(town, teacher):
    check = w.walk_wizard(teacher, w.register_child(teacher, town), town, noticed_ago=20)

    assert "Behovet uppmärksammades för 20 dagar sedan." in w.words(w.page(teacher, check))
    case_url = w.send(teacher, check)
    assert "Sista dag att kalla var" in w.words(w.page(teacher, case_url))


def test_two_sends_of_the_checked_answers_raise_one_case(town, teacher):
    check = w.walk_wizard(teacher, w.register_child(teacher, town), town)
    once = {"form_key": str(uuid.uuid4())}

    first, second = (teacher.post(check, once) for _send in range(2))

    assert cases() == 1
    assert first["Location"] == second["Location"]


def test_answers_come_back_after_leaving(town, teacher):
    child_url = w.register_child(teacher, town)
    first = w.answers(town)["behov"]
    assert w.send(teacher, f"{child_url}lyft/behov/", {**first, "spara": "1"}) == child_url

    again = w.page(w.as_person(town, "teacher"), f"{child_url}lyft/behov/")
    assert [text for text in first.values() if text not in again] == []
    assert w.send(teacher, f"{child_url}lyft/behov/", first) == f"{child_url}lyft/provat/"
    skipped = teacher.get(f"{child_url}lyft/kontrollera/")
    assert skipped["Location"] == f"{child_url}lyft/provat/"


def test_a_verb_in_the_wrong_state_is_refused(town, convenor):
    case = t.raised(town)
    case_url = reverse("sip:case_detail", args=[case.pk])

    assert [convenor.get(f"{case_url}{verb}/").status_code for verb in ("narvaro", "utfall", "avsluta")] == [403] * 3
    assert convenor.post(f"{case_url}berorda-chefer/", w.key()).status_code == 403


@pytest.mark.parametrize("who", ["colleague", "bup_manager", "other_convenor", "chair", "steering_social"])
def test_a_case_of_others_is_not_there(town, who):
    case_url = reverse("sip:case_detail", args=[t.raised(town).pk])
    client = w.as_person(town, who)

    assert client.get(case_url).status_code == 404
    assert client.post(f"{case_url}identitet/").status_code == 404
    assert w.pk_of(case_url) not in w.page(client, reverse("sip:case_list"))


def test_a_role_without_cases_reaches_none_of_the_pages(town):
    case_url = reverse("sip:case_detail", args=[t.raised(town).pk])

    for who in ("secretary", "admin", "reviewer"):
        client = w.as_person(town, who)
        assert {client.get(url).status_code for url in (case_url, reverse("sip:case_list"))} <= {403, 404}


def test_only_the_convenor_calls_and_only_those_who_take_part_record_consent(town, teacher, convenor):
    case_url = reverse("sip:case_detail", args=[t.raised(town).pk])

    assert teacher.get(f"{case_url}kalla/").status_code in (403, 404)
    assert convenor.get(f"{case_url}samtycke/").status_code in (403, 404)


def test_the_part_of_the_list_is_that_part_of_the_page(town, convenor):
    t.raised(town)
    url = reverse("sip:case_list")
    part = convenor.get(url, HTTP_HX_REQUEST="true").content.decode().strip()

    assert part.startswith('<section id="results"')
    assert part in w.page(convenor, url)


def test_the_menu_says_where_one_is_on_every_page_of_children_and_cases(town, teacher):
    child_url, case = w.register_child(teacher, town), t.raised(town)
    for url in (reverse("sip:case_list"), reverse("sip:child_new"), child_url, f"{child_url}lyft/behov/",
                reverse("sip:case_detail", args=[case.pk])):  # fmt: skip
        menu = re.search(r'<a[^>]*href="/barn/arenden/"[^>]*>', w.page(teacher, url))[0]
        assert 'aria-current="' in menu, url


def statements(client, url: str) -> list[str]:
    w.page(client, url)  # what is cached from page to page is cached now
    with CaptureQueriesContext(
        connection,
    ) as caught:
        w.page(client, url)
    return [row["sql"] for row in caught.captured_queries if "SAVEPOINT" not in row["sql"]]


def test_the_list_and_the_page_cost_the_same_for_one_case_and_three(town, convenor):
    first = t.raised(town)
    case_url, list_url = reverse("sip:case_detail", args=[first.pk]), reverse("sip:case_list")
    t.consented(town, first)
    t.called(town, first)
    one = [len(statements(convenor, url)) for url in (list_url, case_url)]
    assert one[0] <= 8, one
    assert one[1] <= 18, one
    for name in ("Ett", "Två"):
        t.raised(town, child=t.child_of(town, given_name=name))

    assert [len(statements(convenor, url)) for url in (list_url, case_url)] == one


def test_a_deviation_reported_from_the_case_is_noted_there(town, teacher):
    case_url = reverse("sip:case_detail", args=[t.raised(town).pk])
    report_url = w.link(w.page(teacher, case_url), "ursprung=")
    form = w.page(teacher, report_url)
    token = re.search(r'name="ursprung" value="([^"]+)"', form)[1]

    assert w.pk_of(case_url) not in token
    questions = form[form.index(token) : form.index("</form>", form.index(token))]
    fields = set(re.findall(r'<(?:input|select|textarea)[^>]*name="([^"]+)"', questions)) - {"category"}  # hidden
    assert len(fields) <= 6, fields
    answers = {name: w.one_choice(questions, name) for name in ("counterpart", "kind", "effect")}
    said = {"event_on": clock.today().isoformat(), "description": "Ingen ville ta ansvar.", "ursprung": token}
    assert w.send(teacher, reverse("deviations:report"), {**said, **answers, "tried": ""}) == case_url
    with as_loader():
        code = CaseDeviation.objects.get(case_id=w.pk_of(case_url)).code
    assert code in w.words(w.page(teacher, case_url))


def test_every_form_on_the_pages_carries_its_token(sections):
    """The test client asks for no token; a browser's form without one is refused."""
    client, minutes_url, _urls = sections
    case_url = w.link(w.page(client, minutes_url), "/arenden/[0-9a-f]")
    for url in (minutes_url, case_url, reverse("sip:case_list")):
        forms = re.findall(r'<form[^>]*method="post".*?</form>', w.page(client, url), re.S)
        assert [form[:120] for form in forms if "csrfmiddlewaretoken" not in form] == []


def test_a_case_whose_clock_stands_still_says_so_and_promises_no_last_day(town, convenor):
    with as_loader():
        DeadlineRule.objects.filter(region=town.region, code=FORUM_CONVENED.code).update(pausable=True)
    case = t.raised(town)
    with acting_as(town.convenor) as by:
        pause(case, FORUM_CONVENED.code, reason="waiting", by=by)

    told = w.words(w.page(convenor, reverse("sip:case_detail", args=[case.pk])))
    assert "Fristen att kalla är pausad." in told
    assert "Sista dag att kalla" not in told
