"""The plan is written in the room by several units: saved as one writes, and nobody's text is lost. [F81, F82]"""

import pytest
from django.urls import reverse

from core.access import acting_as
from sip.consent.services import withdraw_consent
from sip.models import Consent, PlanGoal, PlanMeasure, PlanSection, PlanVoice, SipPlan
from tests.audit_rows import acts_of
from tests.database import as_loader
from tests.sip import walk as w
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    """A called meeting, and two people of two units in it."""
    town, plan = p.until("meeting_called")
    return town, plan, w.as_person(town, "teacher"), w.as_person(town, "bup_worker")


def write_url(plan) -> str:
    return reverse("sip:plan_write", args=[plan.pk])


def section_of(plan, key="situation") -> PlanSection:
    with as_loader():
        return PlanSection.objects.get(case_id=plan.pk, key=key)


def kept(answer) -> str:
    return w.unescape(answer.content.decode())


def voice(**other) -> dict:
    return {
        "who": "child",
        "heard": "meeting",
        "words": "Jag vill rida.",
        "heard_on": w.clock.today().isoformat(),
        **other,
    }


def seen_on(html: str) -> str:
    """The voices that stood on the writer's page."""
    return w.re.search(r'name="seen" value="([^"]*)"', html)[1]


def measure(town, **other) -> dict:
    return {"text": "Samtal varje vecka", "doer": "unit", "unit": str(town.bup.pk), **other}


def test_sections_save_themselves_and_two_who_write_see_both_texts(room):
    _town, plan, teacher, worker = room
    section = section_of(plan)
    url = reverse("sip:plan_section_save", args=[section.pk])
    assert 'href="' + write_url(plan) + '#text-situation"' in w.page(teacher, write_url(plan))

    saved = teacher.post(url, {"text": "Skolan och hemmet.", "version": 0}, headers={"X-Autosave": "1"})
    assert saved.status_code == 200
    assert saved.json()["message"].startswith("Sparat kl.")
    assert saved.json()["version"] == 1
    part = worker.get(write_url(plan), headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<section")
    assert "#text-situation" not in part  # what lacked is written now

    told = worker.post(url, {"text": "BUP ser annat.", "version": 0}, headers={"X-Autosave": "1"})
    assert told.status_code == 409
    assert told.json()["texts"] == {"text": "Skolan och hemmet."}
    both = worker.post(url, {"text": "BUP ser annat.", "version": 0})
    assert both.status_code == 409
    assert [text for text in ("BUP ser annat.", "Skolan och hemmet.", "Tora Lärare") if text not in kept(both)] == []
    assert section_of(plan).text == "Skolan och hemmet."

    w.send(worker, url, {"text": "Skolan och hemmet. BUP ser annat.", "version": 1})
    assert (section_of(plan).text, section_of(plan).version) == ("Skolan och hemmet. BUP ser annat.", 2)


def test_a_heading_that_need_not_be_filled_is_offered_as_advice_until_it_is_written(room):
    _town, plan, teacher, _worker = room
    advice = f"Ni kan också skriva under: {section_of(plan, 'works_well').heading}. Råd"
    assert advice in w.words(w.page(teacher, write_url(plan)))
    section = section_of(plan, "works_well")
    w.send(teacher, reverse("sip:plan_section_save", args=[section.pk]), {"text": "Ring Rut.", "version": "0"})
    assert advice not in w.words(w.page(teacher, write_url(plan)))


def test_a_text_that_is_too_long_or_comes_too_late_stands_where_it_was_typed(room):
    _town, plan, teacher, _worker = room
    url = reverse("sip:plan_section_save", args=[section_of(plan).pk])
    long = "a" * 20_001

    refused = teacher.post(url, {"text": long, "version": 0})
    assert refused.status_code == 422
    assert long in kept(refused)
    assert teacher.post(url, {"text": long, "version": 0}, headers={"X-Autosave": "1"}).status_code == 422
    with as_loader():
        SipPlan.objects.filter(pk=plan.pk).update(status="closed", closing_reason="moved", ended_on=w.clock.today())
    late = teacher.post(url, {"text": "Det vi sa sist.", "version": 0}, headers={"X-Autosave": "1"})
    assert (late.status_code, late.json()["message"]) == (422, "Planen går inte att skriva i nu.")
    assert "Det vi sa sist." in kept(teacher.post(url, {"text": "Det vi sa sist.", "version": 0}))
    assert section_of(plan).text == ""


def test_the_child_is_heard_first_in_its_own_words_or_it_is_said_why_not(room):
    _town, plan, teacher, worker = room
    url = reverse("sip:plan_voice_add", args=[plan.pk])
    assert "Vårdnadshavare, Anna Provsson" in w.words(w.page(teacher, write_url(plan)))
    assert "Anna Provsson" not in w.page(worker, write_url(plan))  # another principal's child record

    for data, sentence in (
        (voice(words=""), "Skriv med personens egna ord."),
        (voice(heard="not_asked"), "Skriv varför personen inte har tillfrågats."),
        (voice(heard_on=""), "Skriv vilken dag, i dag eller tidigare."),
        (voice(who="related"), "Skriv vem det är."),
    ):
        answer = worker.post(url, {**data, "informed_how": "Med bilder", **w.key()})
        assert (answer.status_code, sentence in kept(answer)) == (422, True)
        assert "Med bilder" in kept(answer)
    with as_loader():
        assert PlanVoice.objects.count() == 0

    w.send(worker, url, voice(who="guardian", name="Anna Provsson", words="Vi vill ha en person att ringa."))
    w.send(worker, url, voice(informed_how="Med bilder"))
    w.send(teacher, url, voice(words="Jag vill rida varje dag.", seen=seen_on(w.page(teacher, write_url(plan)))))
    with as_loader():
        live = PlanVoice.objects.filter(replaced_at__isnull=True).order_by("whose")
        assert [(one.whose, one.name, one.words) for one in live] == [
            ("child", "Elsa", "Jag vill rida varje dag."),
            ("guardian", "Anna Provsson", "Vi vill ha en person att ringa."),
        ]
    both = worker.post(url, {**voice(words="Jag vill sova."), **w.key()})  # had not seen what the teacher wrote
    assert both.status_code == 409
    assert [text for text in ("Jag vill sova.", "Jag vill rida varje dag.") if text not in kept(both)] == []
    read = w.words(w.page(worker, write_url(plan)))
    assert read.index("Jag vill rida varje dag.") < read.index("Vi vill ha en person att ringa.")


def test_goals_and_measures_are_added_changed_and_taken_out(room):
    town, plan, teacher, worker = room
    w.send(teacher, reverse("sip:plan_goal_add", args=[plan.pk]), {"text": "Hela skoldagar", "horizon": "long"})
    goal = goal_of(plan)
    add = reverse("sip:plan_measure_add", args=[plan.pk])
    for data, sentence in (
        (measure(town, unit=""), "Välj vilken verksamhet som gör det."),
        (measure(town, assignment=str(town.assignments["teacher"].pk)), "Personen arbetar inte i den verksamheten."),
        (measure(town, assignment=str(town.assignments["convenor"].pk)), "Välj ett av alternativen på"),
        (measure(town, starts_on="2026-05-02", due_on="2026-05-01"), "Slutdagen ligger före första dagen."),
    ):
        answer = worker.post(add, {**data, **w.key()})
        assert (answer.status_code, sentence in kept(answer)) == (422, True), sentence
        assert "Samtal varje vecka" in kept(answer)
    w.send(worker, add, measure(town, goal=str(goal.pk), assignment=str(town.assignments["bup_worker"].pk)))
    with as_loader():
        row = PlanMeasure.objects.get(case_id=plan.pk)
    assert (row.unit_id, row.goal_id, row.version) == (town.bup.pk, goal.pk, 1)

    change, out = (reverse(f"sip:plan_measure{more}", args=[row.pk]) for more in ("", "_out"))
    assert "Samtal varje vecka" in w.page(teacher, change)
    w.send(teacher, change, measure(town, text="Samtal varannan vecka", version=1))
    both = worker.post(change, {**measure(town, text="Samtal på tisdagar", version=1), **w.key()})
    assert both.status_code == 409
    assert [text for text in ("Samtal varannan vecka", "Samtal på tisdagar") if text not in kept(both)] == []
    w.send(worker, change, measure(town, text="Samtal på tisdagar", version=2, goal=str(goal.pk)))

    goal_out = reverse("sip:plan_goal_out", args=[goal.pk])
    w.send(teacher, goal_out, {"bekraftat": "1"})
    assert "Flytta eller ta bort dem först." in w.words(w.page(teacher, write_url(plan)))
    assert "Samtal på tisdagar" in w.page(teacher, out)
    w.send(teacher, out, {"bekraftat": "1"})
    assert worker.get(change).status_code == 404
    w.send(teacher, goal_out, {"bekraftat": "1"})
    with as_loader():
        assert PlanMeasure.objects.filter(taken_out_at__isnull=True).count() == 0
        assert PlanGoal.objects.filter(taken_out_at__isnull=True).count() == 0
    assert {"plan.row_added", "plan.row_changed", "plan.row_taken_out"} <= acts_of(plan)


def goal_of(plan) -> PlanGoal:
    with as_loader():
        return PlanGoal.objects.get(case_id=plan.pk)


def test_when_the_consent_is_withdrawn_the_editor_is_gone_at_once(room):
    town, plan, teacher, worker = room
    with acting_as(town.teacher):
        withdraw_consent(Consent.objects.get(case_id=plan.pk), by=town.teacher, unit=town.bup)

    assert worker.get(write_url(plan)).status_code == 404
    assert worker.post(reverse("sip:plan_section_save", args=[section_of(plan).pk]), {"text": "x"}).status_code == 404
    assert worker.get(reverse("sip:plan_detail", args=[plan.pk])).status_code == 200  # that it is there, no more
    assert teacher.get(write_url(plan)).status_code == 200
    assert w.as_person(town, "colleague").get(write_url(plan)).status_code == 404
    assert w.as_person(town, "bup_manager").get(write_url(plan)).status_code == 404
