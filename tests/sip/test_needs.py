"""What a child needs: the position taken, the six steps, one's own report; services and pages. [F72, F73, F103]"""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused
from core.regions.models import RegionProfile
from sip.needs import policies, services
from sip.needs.choices import Step
from sip.needs.models import ChecklistStep, ConcernNote, InformationGiven, NeedAssessment
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
        (need,) = policies.visible_needs(town.head)
    assert need.position == "sip"
    assert (need.reason, need.home, need.signs) == (ANSWER["reason"], LIFE["home"], SEEN["signs"])
    page = w.words(w.page(w.as_person(town, "head"), reverse("sip:need_detail", args=[need.pk])))
    assert [text for text in (ANSWER["reason"], *LIFE.values(), "Tora Lärare") if text not in page] == []
    assert acts_of_child(child).count("need.assessed") == 1


@pytest.mark.parametrize(
    ("says", "who", "is_told"), [("must", "teacher", 1), ("may", "teacher", 0), ("must", "social_worker", 0)]
)
def test_a_school_is_told_where_its_area_says_that_schools_shall_call(town, says, who, is_told):
    with as_loader():
        kept = RegionProfile.objects.get(region=town.region)
        RegionProfile.objects.filter(pk=kept.pk).delete()
        kept.pk, kept.version, kept.data = uuid4(), 2, {**kept.data, "school_may_call_sip": says}
        kept.save(force_insert=True)
    by = getattr(town, who)
    child, client = t.child_of(town, by=by), w.as_person(town, who)
    page = w.page(client, reverse("sip:need_step", args=[child.pk, "stallning"]))
    assert w.words(page).count("I ert område ska skolan kalla till SIP när barnet behöver en.") == is_told


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


def noted(town, child, position: str) -> NeedAssessment:
    with acting_as(town.teacher):
        day = clock.today() - timedelta(days=2)
        return services.assess_need(child, by=town.teacher, noticed_on=day, position=position, need="x", tried="y")


@pytest.mark.parametrize(
    ("position", "button", "leads"),
    [
        ("inform", "Notera att familjen har fått information", "sip:need_inform"),
        ("cooperate", "Fortsätt med de sex stegen", "sip:checklist"),
        ("sip", "Starta en SIP", "sip:plan_start_step"),
        ("forum", "Till barnets sida", "sip:child_detail"),
    ],
)
def test_each_position_leads_on_from_the_needs_page(town, child, teacher, position, button, leads):
    need = noted(town, child, position)
    of = {"sip:need_inform": [need.pk], "sip:plan_start_step": [child.pk, "initiativ"]}.get(leads, [child.pk])
    page = w.page(teacher, reverse("sip:need_detail", args=[need.pk]))
    assert f'<a class="ds-button" href="{reverse(leads, args=of)}">{button}</a>' in page
    assert teacher.get(reverse(leads, args=of)).status_code == 200


def test_no_collaboration_leads_nowhere(town, child, teacher):
    need = noted(town, child, "none")
    assert "Nästa steg" not in w.words(w.page(teacher, reverse("sip:need_detail", args=[need.pk])))


def test_that_the_family_was_informed_stands_with_the_need(town, child, teacher):
    need = noted(town, child, "inform")
    url, need_url = (reverse(f"sip:need_{name}", args=[need.pk]) for name in ("inform", "detail"))
    today = clock.today().isoformat()
    refused = teacher.post(url, {"given_on": today, "sheets": ["samtycke"]})
    assert refused.status_code == 422
    assert re.search('value="samtycke"[^>]* checked', refused.content.decode())

    both = {"given_on": today, "told_to": ["guardians", "child"], "sheets": ["samtycke"]}
    assert w.send(teacher, url, both) == need_url
    assert "Familjen har fått information. En annan verksamhet" in w.words(w.page(teacher, need_url))
    w.send(teacher, url, {"given_on": today, "told_to": ["child"]})
    page = w.words(w.page(w.as_person(town, "head"), need_url))
    assert "Barnet, Vårdnadshavarna. Noterat av Tora Lärare. Vad ett samtycke betyder." in page
    assert "Barnet. Noterat av Tora Lärare." in page
    assert acts_of_child(child).count("information.given") == 2


@pytest.mark.parametrize(
    ("said", "field"), [({"given_on": 1}, "given_on"), ({"given_on": -3}, "given_on"), ({"told_to": []}, "told_to")]
)
def test_information_that_cannot_be_is_refused(town, child, said, field):
    need = noted(town, child, "inform")
    day = clock.today() + timedelta(days=said.pop("given_on", 0))
    with acting_as(town.teacher), pytest.raises(Refused) as refused:
        services.note_information(need, by=town.teacher, **{"given_on": day, "told_to": ["child"], **said})
    assert refused.value.field == field
    with as_loader():
        assert not InformationGiven.objects.exists()


@pytest.mark.parametrize("position", ["none", "cooperate", "sip", "forum"])
def test_information_is_noted_only_where_it_is_enough(town, child, teacher, position):
    need = noted(town, child, position)
    with acting_as(town.teacher), pytest.raises(PermissionDenied):
        services.note_information(need, by=town.teacher, given_on=clock.today(), told_to=["child"])
    assert teacher.get(reverse("sip:need_inform", args=[need.pk])).status_code == 403


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
    today, need = clock.today(), noted(town, child, "inform")
    acts = (
        lambda who: services.assess_need(child, by=who, noticed_on=today, position="sip", need="x"),
        lambda who: services.do_step(child, by=who, step=Step.MEET, done_on=today, note="x"),
        lambda who: services.note_own_report(child, by=who, reported_on=today),
        lambda who: services.note_information(need, by=who, given_on=today, told_to=["child"]),
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
