"""A consent is withdrawn in the middle of a plan meeting, with unsaved text on somebody's page. [CS-20, security 4]"""

import pytest
from django.urls import reverse

from core.access import acting_as
from core.audit.models import AuditEvent
from sip.consent.services import withdraw_consent
from sip.models import Consent, PlanGoal, PlanMeasure, PlanSection, PlanVoice
from sip.plans.services import writing
from tests.database import as_loader
from tests.sip import walk as w
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db
MINE, THEIRS = "Det jag hann skriva.", "MÄRKE-ANDRAS"
SCRIPT = {"headers": {"X-Autosave": "1"}}


@pytest.fixture
def room():
    """(town, plan, where the open page sends its text): the clinic has the editor open, the school has written."""
    town, plan = p.until("meeting_called")
    with acting_as(town.teacher):
        section = PlanSection.objects.get(case_id=plan.pk, key="situation")
        writing.save_section(section, by=town.teacher, text=THEIRS, version=0)
    html = w.page(w.as_person(town, "bup_worker"), reverse("sip:plan_write", args=[plan.pk]))
    assert THEIRS in html
    url = f"{reverse('sip:plan_section_save', args=[section.pk])}?plan={plan.pk}"
    assert f'data-autosave="{url}"' in html
    return town, plan, url


def withdrawn(town, plan, **toward) -> None:
    with acting_as(town.teacher):
        withdraw_consent(Consent.objects.get(case_id=plan.pk), by=town.teacher, **toward)


def nothing_is_told(body: str) -> bool:
    return not any(mark in body for mark in (THEIRS, "Elsa", "Hur får Elsa", "Österskolan, rum 3"))


def test_the_open_page_is_told_so_and_what_was_typed_is_given_back_and_not_kept(room):
    town, plan, url = room
    worker = w.as_person(town, "bup_worker")
    withdrawn(town, plan)

    by_script = worker.post(url, {"text": MINE, "version": 1}, **SCRIPT)
    by_button = worker.post(url, {"text": MINE, "version": 1})

    sentence = "Samtycket har återkallats. Det du skrev är inte sparat i planen."
    assert (by_script.status_code, by_script.json()["message"]) == (422, sentence)
    body = w.unescape(by_button.content.decode())
    assert by_button.status_code == 422
    assert (sentence in body, MINE in body) == (True, True)
    assert nothing_is_told(body)
    with as_loader():
        assert PlanSection.objects.get(case_id=plan.pk, key="situation").text == THEIRS
        logged = AuditEvent.objects.filter(act="plan.written_in", outcome="refused", case_id=plan.pk)
        assert {row.reason for row in logged} == {"consent"}
    after = w.page(worker, reverse("sip:plan_detail", args=[plan.pk]))
    assert "Samtycket är återkallat" in after
    assert nothing_is_told(after)
    assert worker.get(reverse("sip:plan_write", args=[plan.pk])).status_code == 404


@pytest.mark.parametrize(("who", "toward"), [("teacher", False), ("bup_worker", True)])
def test_voice_goal_and_measure_are_given_back_too_also_to_who_started_and_toward_one_unit(room, who, toward):
    town, plan, _url = room
    client = w.as_person(town, who)
    withdrawn(town, plan, **({"unit": town.bup} if toward else {}))

    for name, field in (("plan_voice_add", "words"), ("plan_goal_add", "text"), ("plan_measure_add", "text")):
        answer = client.post(reverse(f"sip:{name}", args=[plan.pk]), {field: MINE})
        body = w.unescape(answer.content.decode())
        assert (name, answer.status_code, MINE in body) == (name, 422, True)
        assert nothing_is_told(body)
    assert ("Inget samtycke öppnar planen" if toward else "Samtycket har återkallats") in body
    with as_loader():
        left = [model.objects.filter(case_id=plan.pk).count() for model in (PlanVoice, PlanGoal, PlanMeasure)]
    assert left == [0, 0, 0]


def test_who_never_knew_of_the_plan_or_has_typed_nothing_learns_nothing(room):
    town, plan, url = room
    withdrawn(town, plan)

    for who in ("colleague", "chair", "convenor"):
        assert w.as_person(town, who).post(url, {"text": MINE, "version": 1}).status_code == 404
    worker = w.as_person(town, "bup_worker")
    assert worker.post(url, {"text": " ", "version": 1}).status_code == 404
    assert worker.post(url.split("?")[0], {"text": MINE, "version": 1}).status_code == 404
    assert worker.post(f"{url.split('?')[0]}?plan=hej", {"text": MINE}).status_code == 404
