"""A plan through its pages, from the child to the held meeting, as the people in it meet them. [P-30..P-45]"""

import re
from datetime import timedelta

from django.urls import reverse

from core import clock
from sip.models import Consent, NeedAssessment, PlanInvitation, PlanMeeting, PlanRole, SipPlan
from tests.audit_rows import acts_of
from tests.database import as_loader
from tests.days import days_on
from tests.sip import walk as w
from tests.sip.plans import town as p
from tests.sip.plans import walk


def plan_at(url: str) -> SipPlan:
    with as_loader():
        return SipPlan.objects.select_related("case").get(pk=w.pk_of(url))


def url_of(plan) -> str:
    return reverse("sip:plan_detail", args=[plan.pk])


def test_from_the_child_to_the_held_meeting(town):
    teacher = w.as_person(town, "teacher")
    plan_url = walk.start(teacher, town)
    assert plan_at(plan_url).asked_by == "child"
    page = w.words(w.page(teacher, plan_url))
    assert "Nästa steg är att erbjuda familjen en SIP." in page
    assert "Skolan och BUP gör olika." in page
    assert w.as_person(town, "social_worker").get(plan_url).status_code == 404

    w.send(teacher, f"{plan_url}erbjudande/", {"on": clock.today().isoformat()})
    assert "Fråga vad familjen svarar om en SIP" in walk.start_page(teacher)
    assert walk.consent(teacher, town, plan_url) == plan_url
    assert "Börja arbetet utan dröjsmål" in w.words(w.page(teacher, plan_url))

    w.send(teacher, f"{plan_url}borja/", {"people": walk.people(town, "social_worker", "bup_worker")})
    assert "Skolan och BUP gör olika." in w.page(w.as_person(town, "bup_worker"), plan_url)
    walk.call(teacher, town, plan_url)
    _answers(town, plan_url)

    with days_on(6):
        teacher = w.as_person(town, "teacher")
        assert "Notera vilka som var med på SIP-mötet" in walk.start_page(teacher)
        walk.hold(teacher, plan_url)
    plan = plan_at(plan_url)
    assert (plan.status, plan.drafted_on) == ("drafted", clock.today() + timedelta(days=5))


def _answers(town, plan_url: str) -> None:
    """One comes, the other sends nobody and says why."""
    worker = w.as_person(town, "bup_worker")
    answer_url = w.link(walk.start_page(worker), "/svar/")
    assert walk.QUESTION in w.page(worker, answer_url)
    assert w.send(worker, answer_url, {"reply": "yes"}) == plan_url
    social = w.as_person(town, "social_worker")
    answer_url = w.link(walk.start_page(social), "/svar/")
    w.send(social, answer_url, {"reply": "no", "refusal_reason": "no_time"})
    read = w.words(w.page(social, plan_url))
    assert [text for text in ("Bim Behandlare (BUP Norr)", "Kan inte den tiden") if text not in read] == []


def test_the_page_tells_what_was_done_and_by_whom(town):
    town, plan = p.until("meeting_called", town)
    teacher = w.as_person(town, "teacher")

    read = w.words(w.page(teacher, url_of(plan)))

    parts = ("Kallade till SIP-möte", "Mötesledare", "Håll SIP-mötet", "Startade planen. Handläggaren")
    assert [text for text in parts if text not in read] == []
    assert "plan.read" in acts_of(plan)


def test_an_earlier_call_can_be_cancelled_and_sent_anew(town):
    town, plan = p.until("meeting_called", town)
    teacher = w.as_person(town, "teacher")
    cancel = w.link(w.page(teacher, url_of(plan)), "/stall-in/")
    assert "De som är kallade får besked." in w.page(teacher, cancel)
    w.send(teacher, cancel, {"bekraftat": "1"})

    assert "Inställt" in w.words(w.page(teacher, url_of(plan)))
    walk.call(teacher, town, url_of(plan))
    with as_loader():
        meetings = PlanMeeting.objects.filter(case_id=plan.pk).order_by("number")
        assert [one.status for one in meetings] == ["cancelled", "called"]


def test_a_family_that_says_no_may_say_yes_later(town):
    town, plan = p.until("offered", town)
    teacher, url = w.as_person(town, "teacher"), url_of(plan)
    today = clock.today().isoformat()
    w.send(teacher, f"{url}nej/", {"answered_by": "guardians", "on": today, "reason": "Orkar inte", "motivation": ""})
    assert "Vårdnadshavarna tackade nej" in w.words(w.page(teacher, url))

    walk.consent(teacher, town, url)

    assert plan_at(url).status == "consented"
    assert [offer.answer for offer in _offers(plan)] == ["no", "yes"]


def _offers(plan):
    with as_loader():
        return list(plan.case.plan_offers.order_by("created_at"))


def test_a_need_that_calls_for_no_plan_is_noted_with_its_reason(town):
    town, plan = p.until("need_identified", town)
    teacher, url = w.as_person(town, "teacher"), url_of(plan)

    refused = teacher.post(f"{url}behovs-inte/", {**w.key(), "reason": "other_plan"})
    assert refused.status_code == 422
    assert "Den andra planen ersätter inte en SIP" in w.words(refused.content.decode())
    w.send(teacher, f"{url}behovs-inte/", {"reason": "one_principal"})

    assert plan_at(url).status == "not_needed"
    assert "En enda huvudman kan ge det stöd som behövs" in w.words(w.page(teacher, url))


def test_people_come_and_go_and_the_parts_keep_their_days(town):
    town, plan = p.until("preparing", town)
    teacher, url = w.as_person(town, "teacher"), url_of(plan)
    w.send(teacher, f"{url}personer/", {"people": walk.people(town, "bup_deputy")})
    contact = f"contact_{town.bup.pk}"
    for name in ("bup_worker", "bup_deputy"):
        w.send(teacher, f"{url}kontakter/", {contact: walk.people(town, name)[0]})
    with as_loader():
        held = PlanRole.objects.filter(case_id=plan.pk, part="contact").order_by("valid_from")
        assert [(one.assignment_id, one.valid_to is None) for one in held] == [
            (town.assignments["bup_worker"].pk, False), (town.assignments["bup_deputy"].pk, True),
        ]  # fmt: skip

    w.send(teacher, w.link(w.page(teacher, url), "/uppgifter/"), {"bekraftat": "1"})
    deputy = w.as_person(town, "bup_deputy")
    own = w.link(w.page(deputy, url), "/deltagande/")
    assert w.send(deputy, own, {"bekraftat": "1"}) == reverse("sip:plan_list")
    assert deputy.get(url).status_code == 404


def test_a_unit_that_the_family_has_left_out_sees_that_the_plan_is_there_and_how_to_ask(town):
    town, plan = p.until("meeting_called", town)
    teacher, url = w.as_person(town, "teacher"), url_of(plan)
    with as_loader():
        consent = Consent.objects.get(case_id=plan.pk)
    withdraw = reverse("sip:consent_withdraw", args=[consent.pk])
    assert plan.case.code in w.page(teacher, reverse("sip:consent_detail", args=[consent.pk]))
    assert w.send(teacher, withdraw, {"unit": str(town.bup.pk)}) == url

    read = w.words(w.page(w.as_person(town, "bup_worker"), url))
    assert "Be Österskolan att fråga familjen" in read
    assert [text for text in (walk.QUESTION, p.NEED, "Siv Sekreterare", "Elsa") if text in read] == []
    assert walk.QUESTION in w.page(w.as_person(town, "social_worker"), url)

    walk.consent(teacher, town, url)
    assert walk.QUESTION in w.page(w.as_person(town, "bup_worker"), url)


def test_a_consent_withdrawn_wholly_stops_the_plan_and_says_how_to_begin_again(town):
    town, plan = p.until("meeting_called", town)
    teacher, worker, url = w.as_person(town, "teacher"), w.as_person(town, "bup_worker"), url_of(plan)
    with as_loader():
        consent = Consent.objects.get(case_id=plan.pk)
    w.send(teacher, reverse("sip:consent_withdraw", args=[consent.pk]), {"unit": ""})

    own, others = w.words(w.page(teacher, url)), w.words(w.page(worker, url))
    assert plan_at(url).status == "stopped"
    assert "startar ni en ny SIP från barnets sida" in own
    assert "när alla är överens" not in own  # no step is left
    assert p.NEED in own  # the unit's own words stay its own
    assert [text for text in (walk.QUESTION, p.NEED, "Siv Sekreterare") if text in others] == []
    assert "/svar/" not in walk.start_page(worker)


def test_a_consent_that_has_lapsed_makes_a_new_one_the_next_step(town):
    town, plan = p.until("preparing", town)
    with days_on(202):
        teacher = w.as_person(town, "teacher")
        html = w.page(teacher, url_of(plan))
        assert "Säger familjen ja igen registrerar du ett nytt samtycke." in w.words(html)
        assert f'class="ds-button" href="{url_of(plan)}samtycke/"' in html
        walk.consent(teacher, town, url_of(plan))
        assert p.NEED in w.page(w.as_person(town, "bup_worker"), url_of(plan))


def test_the_child_s_name_is_shown_on_request_to_whom_the_consent_covers(town):
    town, plan = p.until("preparing", town)
    worker, url = w.as_person(town, "bup_worker"), url_of(plan)

    assert "Elsa Provsson" not in w.page(worker, url)
    assert "Elsa Provsson" in worker.post(f"{url}identitet/").content.decode()
    assert "plan.identity_read" in acts_of(plan)
    assert w.as_person(town, "bup_deputy").post(f"{url}identitet/").status_code == 404


def test_the_list_finds_the_plan_by_state_by_follow_up_and_by_oneself(town):
    town, plan = p.until("active", town)
    teacher, head = w.as_person(town, "teacher"), w.as_person(town, "head")
    url = reverse("sip:plan_list")

    assert plan.case.code in w.page(teacher, f"{url}?status=active&mine=yes")
    assert plan.case.code not in w.page(teacher, f"{url}?status=closed")
    assert plan.case.code not in w.page(teacher, f"{url}?follow_up=due")
    assert plan.case.code in w.page(head, url)
    assert plan.case.code not in w.page(head, f"{url}?mine=yes")
    assert plan.case.code not in w.page(w.as_person(town, "colleague"), url)
    with days_on(90):
        late = w.page(w.as_person(town, "teacher"), f"{url}?follow_up=due")
        assert plan.case.code in late
        assert "Ska följas upp" in late
    part = teacher.get(url, HTTP_HX_REQUEST="true").content.decode().strip()
    assert part.startswith('<section id="results"')


def test_starting_a_plan_notes_the_need_and_the_answers_come_back(town):
    teacher = w.as_person(town, "teacher")
    child_url = w.register_child(teacher, town)
    first = w.link(w.page(teacher, child_url), "/planer/starta/")
    assert w.send(teacher, first, {"asked_by": "guardian", "spara": "1"}) == child_url
    assert re.search(r'value="guardian"[^>]*checked', w.page(teacher, first))
    check = first.replace("/initiativ/", "/kontrollera/")
    assert teacher.get(check)["Location"].endswith("/behov/")

    plan_url = walk.start(teacher, town, child_url)

    with as_loader():
        assert NeedAssessment.objects.get().position == "sip"
    assert w.words(w.page(teacher, child_url)).count(plan_at(plan_url).case.code) == 1
    assert teacher.get(first)["Location"] == plan_url  # one plan at a time


def test_more_units_are_found_by_kind_and_what_is_typed_stays(town):
    with as_loader():
        from tests.groups import build as b

        far = b.make_unit(town.region, town.care, "Habiliteringen Söder", "habilitation")
    town, plan = p.until("offered", town)
    teacher, url = w.as_person(town, "teacher"), f"{url_of(plan)}samtycke/"
    assert far.name not in w.page(teacher, url)
    typed = walk.consent_facts(teacher, town, url_of(plan), search_kind="habilitation", witness="Rut", sok="1")

    found = teacher.post(url, typed)

    html = found.content.decode()
    assert found.status_code == 200
    assert [text for text in (far.name, 'value="Rut"', f'value="{far.pk}"') if text not in html] == []
    units = [str(town.school.pk), str(far.pk)]
    w.send(teacher, url, {**{k: v for k, v in typed.items() if k != "sok"}, "units": units})
    with as_loader():
        assert set(Consent.objects.get().units.values_list("unit_id", flat=True)) == {town.school.pk, far.pk}


def test_a_substitute_is_named_and_takes_part(town):
    town, plan = p.until("meeting_called", town)
    worker = w.as_person(town, "bup_worker")
    url = w.link(walk.start_page(worker), "/svar/")
    [deputy] = walk.people(town, "bup_deputy")
    w.send(worker, url, {"reply": "substitute", "substitute": deputy})

    with as_loader():
        rows = PlanInvitation.objects.filter(case_id=plan.pk, unit=town.bup).order_by("created_at")
        assert [row.reply for row in rows] == ["substitute", "yes"]
    assert walk.QUESTION in w.page(w.as_person(town, "bup_deputy"), url_of(plan))
