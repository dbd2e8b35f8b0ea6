"""What a child needs: the position taken, the six steps, one's own report; services and pages. [F72, F73, F103]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused
from sip.needs import policies, services
from sip.needs.choices import Step
from sip.needs.models import ChecklistStep, ConcernNote, NeedAssessment
from tests.audit_rows import acts_of_child
from tests.database import as_loader
from tests.sip import town as t
from tests.sip import walk as w

AT_ONCE = "Misstänker du att barnet far illa? Anmäl genast."
SEEN = {"noticed_on": "", "need": "Barnet kommer inte till skolan.", "signs": ["suicide_risk", "parent"]}
LIFE = {"home": "Mamma är sjuk.", "school": "Kommer sent."}
ANSWER = {"position": "sip", "reason": "Flera behöver göra något samtidigt.", "tried": "Två möten."}


@pytest.fixture
def child(town):
    return t.child_of(town)


@pytest.fixture
def teacher(town):
    return w.as_person(town, "teacher")


def seen() -> dict:
    return {**SEEN, "noticed_on": clock.today().isoformat()}


def walk(client, child) -> str:
    url = reverse("sip:need_step", args=[child.pk, "behov"])
    for answers in (seen(), LIFE, ANSWER):
        assert AT_ONCE in w.words(w.page(client, url))
        url = w.send(client, url, answers)
    return url


def test_a_need_is_noted_in_three_questions_and_read_again(town, child, teacher):
    assert walk(teacher, child) == reverse("sip:child_detail", args=[child.pk])

    with acting_as(town.head):
        (need,) = policies.visible_needs(town.head).for_sip()
        assert not policies.visible_needs(town.head).with_position("inform").exists()
    assert (need.reason, need.home, need.signs) == (ANSWER["reason"], LIFE["home"], SEEN["signs"])
    page = w.words(w.page(w.as_person(town, "head"), reverse("sip:need_detail", args=[need.pk])))
    assert [text for text in (ANSWER["reason"], *LIFE.values(), "Tora Lärare") if text not in page] == []
    assert acts_of_child(child).count("need.assessed") == 1


def test_the_signs_say_at_once_whom_to_contact(child, teacher):
    url = reverse("sip:need_step", args=[child.pk, "behov"])
    second = w.send(teacher, url, seen())
    assert "Kontakta både socialtjänsten och BUP genast" in w.words(w.page(teacher, second))
    child_url = walk(teacher, child)
    page = w.words(w.page(teacher, child_url))
    assert "Kontakta både socialtjänsten och BUP genast" in page
    assert "Barnet kan behöva information och stöd" in page
    assert "använder alkohol" not in page


def test_what_is_typed_wrong_or_late_stands_as_a_draft(child, teacher):
    url = reverse("sip:need_step", args=[child.pk, "behov"])
    assert teacher.post(url, {**seen(), "noticed_on": "i går"}).status_code == 422
    assert SEEN["need"] in w.page(teacher, url)

    last = reverse("sip:need_step", args=[child.pk, "stallning"])
    assert w.send(teacher, last, ANSWER) == url
    assert w.send(teacher, last, {"reason": "Half", "spara": "1"}) == reverse("sip:child_detail", args=[child.pk])
    assert "Half" in w.page(teacher, last)
    with as_loader():
        assert not NeedAssessment.objects.exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [({"noticed_on": 1}, "noticed_on"), ({"noticed_on": -9999}, "noticed_on"), ({"position": "forum"}, "tried")],
)
def test_a_need_that_cannot_be_is_refused(town, child, said, field):
    day = clock.today() + timedelta(days=said.pop("noticed_on", 0))
    with acting_as(town.teacher), pytest.raises(Refused) as refused:
        services.assess_need(child, by=town.teacher, **{"noticed_on": day, "position": "sip", "need": "x", **said})
    assert refused.value.field == field
    with as_loader():
        assert not NeedAssessment.objects.exists()


def test_the_steps_are_done_in_any_order_and_the_next_is_shown(town, child, teacher):
    child_url = reverse("sip:child_detail", args=[child.pk])
    assert "0 av 6 steg är gjorda. Nästa steg: Beskriv" in w.words(w.page(teacher, child_url))
    for step in ("kontakt", "behov", "kontakt"):
        url = reverse("sip:checklist_step", args=[child.pk, step])
        assert AT_ONCE in w.words(w.page(teacher, url))
        assert w.send(teacher, url, {"done_on": clock.today().isoformat(), "note": f"Klart {step}"}) == child_url

    page = w.words(w.page(w.as_person(town, "head"), reverse("sip:checklist", args=[child.pk])))
    assert "Nästa steg: Se vilka lägen som kräver mer" in page
    assert page.count("Klart kontakt") == 1
    assert "Tora Lärare" in page
    assert acts_of_child(child).count("checklist.done") == 3


def test_a_step_ahead_of_time_or_without_a_word_is_refused(town, child):
    for said, field in (({"done_on": clock.today() + timedelta(1)}, "done_on"), ({"note": " "}, "note")):
        with acting_as(town.teacher), pytest.raises(Refused) as refused:
            services.do_step(
                child, by=town.teacher, **{"step": Step.MEET, "done_on": clock.today(), "note": "x", **said}
            )
        assert refused.value.field == field
    with as_loader():
        assert not ChecklistStep.objects.exists()


def test_nobody_notes_anything_of_a_child_they_do_not_see(town, child):
    today = clock.today()
    acts = (
        lambda who: services.assess_need(child, by=who, noticed_on=today, position="sip", need="x"),
        lambda who: services.do_step(child, by=who, step=Step.MEET, done_on=today, note="x"),
        lambda who: services.note_own_report(child, by=who, reported_on=today),
    )
    for who in (town.colleague, town.social_worker, town.convenor, town.admin):
        for act in acts:
            with acting_as(who), pytest.raises(PermissionDenied):
                act(who)


def test_ones_own_report_is_read_by_oneself_alone_and_satisfies_nobody_elses_duty(town, child, teacher):
    url = reverse("sip:concern", args=[child.pk])
    assert "Anmäl genast till socialtjänsten" in w.words(w.page(teacher, url))
    w.send(teacher, url, {"reported_on": clock.today().isoformat(), "meeting_offered": "yes"})

    child_url = reverse("sip:child_detail", args=[child.pk])
    mine, heads = (w.words(w.page(w.as_person(town, who), child_url)) for who in ("teacher", "head"))
    assert "Du har noterat att du själv anmälde" in mine
    assert "Du har noterat" not in heads
    assert AT_ONCE in mine
    assert AT_ONCE in heads
    for who in ("head", "colleague", "social_manager", "convenor", "chair", "reviewer", "admin"):
        with acting_as(getattr(town, who)):
            assert not ConcernNote.objects.exists()
    with acting_as(town.teacher):
        assert ConcernNote.objects.get().meeting_offered == "yes"


def test_the_log_never_says_of_whom_somebody_reported(town, child):
    with acting_as(town.teacher):
        note = services.note_own_report(child, by=town.teacher, reported_on=clock.today())

    with as_loader():
        lines = list(AuditEvent.objects.filter(object_id=note.pk))
    assert {(line.act, line.child_id, line.case_id) for line in lines} == {
        ("note.kept", None, None), ("sip_concernnote.insert", None, None),
    }  # fmt: skip


def test_a_report_ahead_of_time_is_refused(town, child):
    with acting_as(town.teacher), pytest.raises(Refused) as refused:
        services.note_own_report(child, by=town.teacher, reported_on=clock.today() + timedelta(days=1))
    assert refused.value.field == "reported_on"
    with as_loader():
        assert not ConcernNote.objects.exists()
