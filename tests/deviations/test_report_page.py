"""The report's page: six questions, and what is kept when something is wrong."""

import re
import uuid

import pytest
from django.urls import reverse

from core import clock
from core.roles import Role
from core.ui import registry
from deviations.forms import ReportForm
from deviations.models import DeviationDraft, DeviationReport
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.deviations.build import TEXT
from tests.deviations.pages import MINE, REPORT, answers, body, page_of, sent_reports, text_of
from tests.groups import build as b


def test_six_questions_with_unit_and_day_filled_in(signed, north):
    page = signed.get(REPORT)
    assert page.status_code == 200
    asked = {name for name in re.findall(r'name="(\w+)"', body(page)) if name in ReportForm.base_fields}
    assert asked - {"category"} == {"event_on", "counterpart", "kind", "description", "effect", "tried"}
    assert re.search(r'<input type="hidden" name="category"', body(page)), "nobody has to know the region's words"
    assert f'value="{clock.today().isoformat()}"' in body(page)
    assert "Du anmäler för Österskolan" in text_of(page)
    assert "Närmaste chef" in text_of(page)
    asked = re.findall(r"Är det också ([^?]+)\?", text_of(page))
    assert asked == ["en orosanmälan", "lex Sarah", "lex Maria"]
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
