"""The pages: six questions, what is kept when something is wrong, the queue, the record, at a constant price."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.roles import Role
from core.ui import registry
from deviations.forms import ReportForm
from deviations.models import DeviationDraft, DeviationReport
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.deviations.build import TEXT, at_secretariat, do, in_local_group, sent, stored
from tests.groups import build as b

REPORT, MINE, INBOX = reverse("deviations:report"), reverse("deviations:my_list"), reverse("deviations:inbox")


def page_of(report):
    return reverse("deviations:detail", args=[report.pk])


def body(response) -> str:
    return response.content.decode().split("<main", 1)[1].split("</main>")[0]


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body(response)))


def answers(town, **changes) -> dict:
    return {
        "event_on": clock.today().isoformat(),
        "counterpart": f"{town.other_unit.pk}:{town.area.pk}",
        "category": "absence",
        "description": TEXT,
        "effect": "delayed",
        "tried": "",
        **changes,
    }


@pytest.fixture
def signed(client, north):
    sign_in(client, north.reporter)
    return client


def sent_reports() -> list[DeviationReport]:
    with as_loader():
        return list(DeviationReport.objects.all())


# --- Report -----------------------------------------------------------------------


def test_six_questions_with_unit_and_day_filled_in(signed, north):
    page = signed.get(REPORT)
    assert page.status_code == 200
    asked = {name for name in re.findall(r'name="(\w+)"', body(page)) if name in ReportForm.base_fields}
    assert asked == {"event_on", "counterpart", "category", "description", "effect", "tried"}
    assert f'value="{clock.today().isoformat()}"' in body(page)
    assert "Du anmäler för Österskolan" in text_of(page)
    assert "Närmaste chef" in text_of(page)
    options = re.findall(r"<option[^>]*>([^<]+)</option>", body(page))
    assert options == ["Välj verksamhet", "BUP Norr", "Socialtjänsten Öster", "Tredje enheten"]


def test_a_unit_that_serves_several_areas_chooses_area_with_the_unit(client, north):
    with as_loader():
        worker = b.make_assignment(north.region, Role.CASEWORKER, "Bo Bup", unit=north.bup)
    sign_in(client, worker)
    assert re.findall(r'<optgroup label="([^"]+)"', body(client.get(REPORT))) == ["Söder", "Öster och Väster"]


def test_a_report_is_sent_and_its_own_page_opens(signed, north):
    answer = signed.post(REPORT, answers(north), follow=True)
    (report,) = sent_reports()
    assert answer.redirect_chain == [(page_of(report), 302)]
    assert f"Anmälan {report.code} är skickad." in text_of(answer)
    assert TEXT in text_of(answer)


def test_what_is_wrong_is_said_and_everything_typed_stands(signed, north):
    answer = signed.post(REPORT, answers(north, event_on="31 februari 2026", counterpart="", tried="Vi ringde."))
    assert answer.status_code == 422
    assert TEXT in body(answer)
    assert "Vi ringde." in body(answer)
    assert 'value="31 februari 2026"' in body(answer)
    assert 'href="#id_event_on"' in body(answer)
    assert 'href="#id_counterpart"' in body(answer)
    assert re.search(r'value="delayed"[^>]*checked', body(answer))
    assert sent_reports() == []


def test_a_personal_number_is_refused_and_the_text_stands(signed, north):
    answer = signed.post(REPORT, answers(north, description="Pojken 811228-9874 kom."))
    assert answer.status_code == 422
    assert "Texten innehåller ett personnummer" in text_of(answer)
    assert "Pojken 811228-9874 kom." in body(answer)
    assert sent_reports() == []


def test_a_likely_name_is_shown_explained_and_can_be_changed_or_confirmed(signed, north):
    typed = answers(north, description="Tindra i klass 7 B har väntat.")
    asked = signed.post(REPORT, typed)
    assert asked.status_code == 422
    assert re.findall(r"<mark>([^<]+)</mark>", body(asked)) == ["Tindra", "klass 7 B"]
    assert 'name="names_ok"' in body(asked)

    changed = signed.post(REPORT, {**typed, "byt": "1"})
    assert changed.status_code == 422
    assert "Barnet i skolan har väntat." in body(changed)
    assert sent_reports() == []

    assert signed.post(REPORT, {**typed, "names_ok": "on"}).status_code == 302
    assert [report.description for report in sent_reports()] == [typed["description"]]


def test_a_unit_outside_the_own_areas_cannot_be_named(signed, north, south):
    for foreign in (south.other_unit, north.own):
        answer = signed.post(REPORT, answers(north, counterpart=f"{foreign.pk}:{north.area.pk}"))
        assert answer.status_code == 422
    assert sent_reports() == []


def test_a_double_send_is_taken_in_once(signed, north):
    typed = answers(north, form_key=str(uuid.uuid4()))
    first, second = signed.post(REPORT, typed), signed.post(REPORT, typed)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert len(sent_reports()) == 1


def test_a_draft_is_kept_offered_and_removed(signed, north):
    half = answers(north, counterpart="", description="Vi hade kallat")
    assert signed.post(REPORT, {**half, "spara": "1"}).status_code == 302
    assert "Fortsätt skriva" in text_of(signed.get(MINE))
    again = signed.get(REPORT)
    assert "Vi hade kallat" in body(again)
    assert "Sparat kl." in text_of(again)
    with as_loader():
        draft = DeviationDraft.objects.get()
    sign_in(signed, north.colleague)
    assert signed.post(reverse("deviations:drop_draft", args=[draft.pk])).status_code == 404
    sign_in(signed, north.reporter)
    assert signed.post(reverse("deviations:drop_draft", args=[draft.pk])).status_code == 302
    assert "Vi hade kallat" not in body(signed.get(REPORT))


def test_the_page_saves_itself(signed, north):
    answer = signed.post(REPORT, answers(north, description="Vi"), headers={"X-Autosave": "1"})
    assert answer.status_code == 200
    assert answer.json()["message"].startswith("Sparat kl.")
    with as_loader():
        assert DeviationDraft.objects.get().answers["description"] == "Vi"


def test_the_page_it_began_from_is_told_the_code_and_nothing_else(signed, north):
    """The link's word is passed on unopened; who made it says where to go on. [P-96]"""
    heard = []

    def hook(acting, token, code):
        heard.append((acting.assignment_id, token, code))
        return "/barn/tillbaka/" if token == "förseglat:ord" else ""

    registry.after_deviation.add(hook)
    try:
        page = signed.get(REPORT, {"ursprung": "förseglat:ord"})
        assert 'name="ursprung" value="förseglat:ord"' in body(page)
        answer = signed.post(REPORT, answers(north, ursprung="förseglat:ord"))
        plain = signed.post(REPORT, answers(north))
    finally:
        registry.after_deviation.remove(hook)
    first, second = sorted(sent_reports(), key=lambda one: one.created_at)
    assert heard == [(north.reporter.pk, "förseglat:ord", first.code)]
    assert (answer["Location"], plain["Location"]) == ("/barn/tillbaka/", page_of(second))
    with as_loader():
        kept = DeviationReport.objects.filter(pk=first.pk).values().get()
    assert "förseglat:ord" not in map(str, kept.values())


@pytest.mark.parametrize("who", ["officer", "admin", "political"])
def test_for_who_may_not_report_there_is_no_form(client, north, who):
    sign_in(client, getattr(north, who))
    assert client.get(REPORT).status_code == 404
    assert client.post(REPORT, answers(north)).status_code == 404
    assert sent_reports() == []


# --- Read -------------------------------------------------------------------------


def test_my_list_has_ones_own_and_nobody_elses(signed, north):
    mine, other = sent(north), sent(north, by=north.colleague)
    page = text_of(signed.get(MINE))
    assert (mine.code in page, other.code in page) == (True, False)


def test_a_report_one_may_not_see_and_one_that_is_not_there_answer_alike(client, north, south):
    report = sent(north)
    nowhere = reverse("deviations:detail", args=[uuid.uuid4()])
    for who in (north.colleague, north.stranger, north.officer, south.head):
        sign_in(client, who)
        hidden, missing = client.get(page_of(report)), client.get(nowhere)
        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert report.code not in hidden.content.decode()


def test_the_page_says_how_far_it_has_come_and_who_sees_it(client, north):
    report = at_secretariat(north)
    sign_in(client, north.reporter)
    page = client.get(page_of(report))
    rungs = re.findall(
        r'<li( class="done"| aria-current="step")?[^>]*><span class="rung"[^>]*>\d</span><div><b>([^<]+)', body(page)
    )
    assert rungs == [
        (' class="done"', "Närmaste chef"),
        ("", "Individforum"),
        (' aria-current="step"', "BUSSAM:s sekretariat"),
        ("", "BUSSAM"),
        ("", "Svar till den som anmälde"),
    ]
    assert "BUSSAM:s sekretariat Den har förts dit, utan namnet på den som anmälde" in text_of(page)
    assert "arbetsdagar" not in text_of(page)
    assert "dagar kvar" in text_of(page)


def test_the_secretariat_reads_no_name_of_the_reporter(client, north):
    report = at_secretariat(north)
    sign_in(client, north.officer)
    page = body(client.get(page_of(report)))
    assert TEXT in page
    assert "Reporter Prov" not in page
    sign_in(client, north.head)
    assert "Reporter Prov" in body(client.get(page_of(report)))


def test_the_secretariats_start_page_calls_a_report_a_deviation(client, north):
    report = at_secretariat(north)
    sign_in(client, north.officer)
    page = body(client.get("/"))
    assert f'<p>Avvikelse <span class="code">{report.code}</span>' in page
    assert "Ärende <span" not in page


def test_a_copy_shows_kind_and_sides_and_no_text(client, copying):
    report = sent(copying)
    do("resolve", report, copying.head, solution="Ersättare är utsedd.")
    sign_in(client, copying.officer)
    page = client.get(page_of(report))
    assert page.status_code == 200
    assert "kopia för statistiken" in text_of(page)
    assert "Österskolan" in text_of(page)
    for hidden in (TEXT, "Vi ringde samma dag.", "Ersättare är utsedd.", "Reporter Prov"):
        assert hidden not in page.content.decode()
    assert "Vad vill du göra" not in text_of(page)


def test_the_other_county_shows_its_own_ladder(client, south):
    report = in_local_group(south)
    sign_in(client, south.reporter)
    page = text_of(client.get(page_of(report)))
    rungs = ["Ansvariga chefer", "BUS-grupp", "Beredningsgrupp", "Chefsforum", "Politiskt"]
    found = [page.find(rung) for rung in rungs]
    assert found == sorted(found)
    assert -1 not in found
    assert "sekretariat" not in page.lower()
    assert "individforum" not in text_of(client.get(REPORT)).lower()


# --- Move on -----------------------------------------------------------------------


def verb(name, report):
    return reverse(f"deviations:{name}", args=[report.pk])


def test_a_button_does_it_and_says_so(client, north):
    report = sent(north)
    sign_in(client, north.head)
    answer = client.post(verb("resolve", report), {"solution": "Ersättare är utsedd."}, follow=True)
    assert "Lösningen är sparad." in text_of(answer)
    assert stored(report).status == "resolved"
    sign_in(client, north.reporter)
    assert "Ersättare är utsedd." in text_of(client.get(page_of(report)))


def test_a_refused_button_keeps_the_text_beside_its_form(client, north):
    report = sent(north)
    sign_in(client, north.head)
    answer = client.post(verb("mark_principled", report), {"reason": "", "suggestion": "Utse ersättare"})
    assert answer.status_code == 422
    assert "Utse ersättare" in body(answer)
    assert 'href="#id_mark_principled_reason"' in body(answer)
    named = client.post(verb("resolve", report), {"solution": "Vi talade med Tindra."})
    assert named.status_code == 422
    assert re.findall(r"<mark>([^<]+)</mark>", body(named)) == ["Tindra"]
    assert stored(report).status == "with_line_manager"
    assert (
        client.post(verb("resolve", report), {"solution": "Vi talade med Tindra.", "names_ok": "on"}).status_code == 302
    )


def test_a_stale_button_says_the_state_in_words(client, north):
    report = sent(north)
    do("resolve", report, north.head, solution="Löst.")
    sign_in(client, north.counterpart)
    answer = client.post(verb("resolve", report), {"solution": "Också löst."}, follow=True)
    assert "Nuvarande status: Löst." in text_of(answer)


def test_who_sees_but_may_not_gets_403_and_others_404(client, north):
    report = sent(north)
    sign_in(client, north.reporter)
    assert client.post(verb("resolve", report), {"solution": "Löst."}).status_code == 403
    sign_in(client, north.stranger)
    assert client.post(verb("resolve", report), {"solution": "Löst."}).status_code == 404
    assert client.get(verb("resolve", report)).status_code == 405
    assert stored(report).status == "with_line_manager"


# --- Queue -------------------------------------------------------------------------


def test_the_queue_has_the_list_to_the_left_and_the_record_to_the_right(client, north):
    reports = [at_secretariat(north) for _number in range(3)]
    sign_in(client, north.officer)
    page = client.get(INBOX)
    codes = re.findall(r'<span class="num">(A\S+)</span>', body(page))
    assert sorted(codes) == sorted(report.code for report in reports)
    middle = next(report for report in reports if report.code == codes[1])
    chosen = client.get(INBOX, {"avvikelse": str(middle.pk)})
    assert re.findall(r'aria-current="true"[^>]*>.*?<span class="num">(A\S+)</span>', body(chosen)) == [middle.code]
    assert "2 av 3" in text_of(chosen)
    assert [re.search(rf'data-key="{key}"', body(chosen)) is not None for key in "jk"] == [True, True]
    assert verb("receive", middle) in body(chosen)


def test_answering_from_the_queue_comes_back_to_it(client, north):
    report = at_secretariat(north)
    sign_in(client, north.officer)
    answer = client.post(verb("receive", report), {"ko": "1"})
    assert answer["Location"] == INBOX


def test_the_queue_is_filtered_by_state_area_and_kind(client, north):
    report = at_secretariat(north)
    closed = do("withdraw", at_secretariat(north), north.reporter, reason="settled")
    sign_in(client, north.officer)

    def shown(**asked):
        return set(re.findall(r'<span class="num">(A\S+)</span>', body(client.get(INBOX, asked))))

    assert shown() == {report.code}
    assert shown(lage="oppna") == {report.code}
    assert shown(lage="klara") == {closed.code}
    assert shown(omrade=str(north.area.pk), slag="absence") == {report.code}
    assert shown(omrade=str(north.other.pk)) == set()
    assert shown(slag="disagreement") == set()
    assert shown(omrade="skräp", lage="skräp") == {report.code}


def test_a_choice_of_somebody_elses_report_shows_ones_own_first(client, north):
    hidden, report = sent(north), at_secretariat(north)
    sign_in(client, north.officer)
    page = body(client.get(INBOX, {"avvikelse": str(hidden.pk)}))
    assert (report.code in page, hidden.code in page) == (True, False)


def test_who_answers_nothing_has_no_queue(signed, north):
    assert signed.get(INBOX).status_code == 404


def statements(client, url, asked=None) -> int:
    client.get(url, asked)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url, asked).status_code == 200
    return len(queries)


def test_the_pages_cost_the_same_for_one_report_and_for_four(client, north):
    report = at_secretariat(north)
    urls = {north.officer: (INBOX, page_of(report)), north.head: (INBOX, page_of(report)), north.reporter: (MINE,)}

    def prices():
        found = []
        for who, pages in urls.items():
            sign_in(client, who)
            found += [statements(client, url) for url in pages]
        return found

    before = prices()
    for _number in range(3):
        at_secretariat(north)
    assert prices() == before
