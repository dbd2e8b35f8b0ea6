"""What the plan's pages do when something is wrong, late, sent twice, or not for the reader. [security 2, 10]"""

import uuid
from copy import deepcopy
from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import PermissionDenied, Refused
from core.regions.models import RegionProfile
from core.roles import Role
from sip.models import ConsentUnit, PlanInvitation, PlanMeeting, PlanRole, SipPlan
from sip.plans.services import meeting, people
from tests.database import as_loader
from tests.groups import build as b
from tests.sip import walk as w
from tests.sip.plans import town as p
from tests.sip.plans import walk


def url_of(plan) -> str:
    return reverse("sip:plan_detail", args=[plan.pk])


def told(answer) -> str:
    return w.words(answer.content.decode())


def profile(town, **changed) -> None:
    with as_loader():
        kept = RegionProfile.objects.get(region=town.region)
        RegionProfile.objects.filter(pk=kept.pk).delete()
        RegionProfile.objects.create(
            region=town.region, version=2, valid_from=kept.valid_from, data={**deepcopy(kept.data), **changed},
            source_sha256=kept.source_sha256,
        )  # fmt: skip


def test_where_a_school_may_not_start_the_page_says_whom_to_ask(town):
    profile(town, school_may_call_sip="no")
    teacher = w.as_person(town, "teacher")
    child_url = w.register_child(teacher, town)
    start_url = w.link(w.page(teacher, child_url), "/planer/starta/")

    page = w.words(w.page(teacher, start_url))

    assert "Här startar skolan inte en SIP" in page
    assert [name for name in ("Barnenheten Öster", "BUP Norr") if name not in page] == []
    teacher.post(start_url.replace("initiativ", "kontrollera"), w.key())
    assert plans() == 0


def plans() -> int:
    with as_loader():
        return SipPlan.objects.count()


def test_an_independent_school_confirms_its_training_and_notes_the_code_of_the_other_system(town):
    profile(town, sip_school_training_required=True, sip_external_system="Planboken")
    with as_loader():
        type(town.city).objects.filter(pk=town.city.pk).update(kind="independent_school")
    teacher = w.as_person(town, "teacher")
    child_url = w.register_child(teacher, town)
    place = w.link(w.page(teacher, child_url), "/planer/starta/").replace("initiativ", "plats")

    refused = teacher.post(place, {"district": str(town.east.pk)})
    assert refused.status_code == 422
    assert "Vi är utbildade i SIP" in told(refused)
    assert "Planens kod i Planboken" in told(refused)

    plan_url = walk.start(teacher, town, child_url, is_trained="on", external_reference="PB-77")
    assert "PB-77" in w.page(teacher, plan_url)


def test_a_service_starts_a_plan_where_a_school_may_not(town):
    profile(town, school_may_call_sip="no")
    worker = w.as_person(town, "social_worker")

    assert walk.start(worker, town)
    assert plans() == 1


def test_two_sends_of_the_checked_answers_start_one_plan(town):
    teacher = w.as_person(town, "teacher")
    child_url = w.register_child(teacher, town)
    url = w.link(w.page(teacher, child_url), "/planer/starta/")
    for data in walk.answers(town).values():
        url = w.send(teacher, url, data)
    once = {"form_key": str(uuid.uuid4())}

    first, second = (teacher.post(url, once) for _send in range(2))

    assert plans() == 1
    assert first["Location"] == second["Location"]


def test_a_consent_without_witness_or_own_unit_keeps_what_was_typed(town):
    town, plan = p.until("offered", town)
    teacher, url = w.as_person(town, "teacher"), f"{url_of(plan)}samtycke/"
    facts = walk.consent_facts(teacher, town, url_of(plan), child_view_text="Jag vill rida")

    for changed, sentence in (
        ({"witness": ""}, "Skriv vem som hörde samtycket lämnas."),
        ({"units": [str(town.bup.pk)]}, "Ta med er egen verksamhet i samtycket."),
        ({"units": [str(uuid.uuid4())]}, "Välj"),
        ({"search_kind": "okänt"}, "Sök fler verksamheter: slag"),
    ):
        answer = teacher.post(url, {**w.key(), **facts, **changed})
        assert answer.status_code == 422, changed
        assert sentence in told(answer)
        assert "Jag vill rida" in answer.content.decode()
    with as_loader():
        assert not plan.case.consents.exists()


def test_days_that_cannot_be_are_refused(town):
    town, plan = p.until("need_identified", town)
    teacher, url = w.as_person(town, "teacher"), url_of(plan)
    early = (plan.need_noticed_on - timedelta(days=1)).isoformat()
    assert teacher.post(f"{url}erbjudande/", {**w.key(), "on": early}).status_code == 422

    w.send(teacher, f"{url}erbjudande/", {"on": clock.today().isoformat()})
    no = {"answered_by": "child", "on": (clock.today() + timedelta(days=1)).isoformat(), "reason": "Vill inte än"}
    refused = teacher.post(f"{url}nej/", {**w.key(), **no})
    assert refused.status_code == 422
    assert "Vill inte än" in told(refused)


def test_a_call_says_what_is_missing_and_keeps_the_question(town):
    town, plan = p.until("preparing", town)
    teacher, url = w.as_person(town, "teacher"), f"{url_of(plan)}kalla/"
    facts = walk.call_facts(teacher, town, url_of(plan))
    contact = f"contact_{town.bup.pk}"
    beyond = (clock.today() + timedelta(days=300)).isoformat()
    alone = {"people": walk.people(town, "colleague"), "recorder": facts["chair"]}

    for changed, sentence in (
        ({contact: ""}, "Svara om BUP Norr har en pågående kontakt."),
        ({contact: "no"}, "BUP Norr har ingen pågående kontakt."),
        ({"day": beyond}, "Samtycket hinner gå ut före mötet."),
        (alone, "Kalla minst en person i en annan verksamhet."),
        ({"reply_by": beyond}, "Svarsdagen måste ligga mellan i dag och mötet."),
        ({"minutes": "5"}, "15"),
    ):
        answer = teacher.post(url, {**w.key(), **facts, **changed})
        assert answer.status_code == 422, changed
        assert sentence in told(answer)
        assert walk.QUESTION in answer.content.decode()
    with as_loader():
        assert not PlanMeeting.objects.exists()
    w.send(teacher, url, {**facts, contact: "no", "anyway": "on"})
    with as_loader():
        assert PlanInvitation.objects.get(unit=town.bup).has_contact is False


def test_a_no_without_a_reason_and_a_substitute_without_a_name_are_refused(town):
    p.until("meeting_called", town)
    worker = w.as_person(town, "bup_worker")
    url = w.link(walk.start_page(worker), "/svar/")

    for sent, sentence in (
        ({"reply": "no", "preparation": "Tar med kartan"}, "Välj varför du inte kommer."),
        ({"reply": "substitute", "preparation": "Tar med kartan"}, "Välj vem i din verksamhet som kommer i stället."),
        ({"preparation": "Tar med kartan"}, "Välj ett svar"),
    ):
        answer = worker.post(url, {**w.key(), **sent})
        assert answer.status_code == 422
        assert sentence in told(answer)
        assert "Tar med kartan" in told(answer)
    assert w.as_person(town, "teacher").get(url).status_code == 404
    assert w.as_person(town, "social_worker").post(url, {"reply": "yes"}).status_code == 404


def test_an_answer_after_the_meeting_is_told_so(town):
    town, plan = p.until("meeting_called", town)
    worker = w.as_person(town, "bup_worker")
    url = w.link(walk.start_page(worker), "/svar/")
    with as_loader():
        sitting = PlanMeeting.objects.get(case_id=plan.pk)
    with clock.moved_to(sitting.starts_at + timedelta(hours=1)):
        p.held(town, sitting)

    late = worker.get(url)

    assert late["Location"] == url_of(plan)
    assert "Mötet har redan hållits eller ställts in." in w.words(w.page(worker, url_of(plan)))


def test_attendance_is_noted_for_all_and_not_before_the_hour(town):
    town, plan = p.until("meeting_called", town)
    teacher = w.as_person(town, "teacher")
    with as_loader():
        sitting = PlanMeeting.objects.get(case_id=plan.pk)
        came = {f"came_{row.pk}": "present" for row in PlanInvitation.objects.filter(meeting=sitting)}
    url = reverse("sip:meeting_hold", args=[sitting.pk])
    whole = {**came, "child_present": "no", "guardians_present": "yes"}

    early = teacher.post(url, {**w.key(), **whole})
    assert (early.status_code, "Mötet har inte börjat än." in told(early)) == (422, True)
    with clock.moved_to(sitting.starts_at + timedelta(hours=1)):
        teacher = w.as_person(town, "teacher")
        some = dict(list(whole.items())[1:])
        missing = teacher.post(url, {**w.key(), **some})
        assert (missing.status_code, "var med." in told(missing)) == (422, True)
        assert w.as_person(town, "bup_worker").post(url, {**w.key(), **whole}).status_code == 403


@pytest.mark.parametrize("who", ["social_worker", "bup_worker"])
def test_whoever_takes_part_reads_but_does_not_lead(town, who):
    town, plan = p.until("meeting_called", town)
    if who == "social_worker":  # the recorder leads with the chair; here somebody else writes
        with as_loader():
            PlanRole.objects.filter(case_id=plan.pk, part="recorder").update(valid_to=clock.now())
    client, url = w.as_person(town, who), url_of(plan)

    answers = {client.get(f"{url}{verb}/").status_code for verb in ("personer", "kontakter", "kalla", "borja", "nej")}

    assert client.get(url).status_code == 200
    assert answers == {403}


@pytest.mark.parametrize("who", ["colleague", "bup_deputy", "social_manager", "convenor"])
def test_a_plan_of_others_is_not_there(town, who):
    town, plan = p.until("offered", town)
    client = w.as_person(town, who)

    assert {client.get(url_of(plan)).status_code, client.get(f"{url_of(plan)}samtycke/").status_code} <= {403, 404}


def test_nobody_whom_the_consent_has_left_is_called_again(town):
    town, plan = p.until("preparing", town)
    with as_loader():
        ConsentUnit.objects.filter(case_id=plan.pk, unit=town.bup).update(withdrawn_at=clock.now())

    with pytest.raises(Refused, match="Samtycket gäller inte BUP Norr"):
        p.called(town, plan)
    with as_loader():
        assert not PlanMeeting.objects.exists()


def test_a_unit_has_one_contact_person_at_a_time(town):
    town, plan = p.until("preparing", town)
    for name in ("bup_worker", "bup_deputy", "social_worker"):
        with acting_as(town.teacher):
            people.name_contacts(plan, by=town.teacher, contacts=[("contact", town.assignments[name])])

    with as_loader():
        held = PlanRole.objects.filter(case_id=plan.pk, part="contact", valid_to__isnull=True)
        assert {one.assignment_id for one in held} == {town.assignments[n].pk for n in ("bup_deputy", "social_worker")}


def test_a_meeting_that_was_cancelled_is_not_cancelled_twice(town):
    town, plan = p.until("meeting_called", town)
    with as_loader():
        sitting = PlanMeeting.objects.get(case_id=plan.pk)
    with acting_as(town.bup_worker), pytest.raises(PermissionDenied):
        meeting.cancel_meeting(sitting, by=town.bup_worker)
    teacher = w.as_person(town, "teacher")
    url = reverse("sip:meeting_cancel", args=[sitting.pk])
    w.send(teacher, url, {"bekraftat": "1"})

    assert teacher.post(url, {**w.key(), "bekraftat": "1"}).status_code == 403
    assert "Kalla till SIP-möte" in walk.start_page(teacher)
    assert "Mötet är inställt. Nästa steg är att kalla" in w.words(w.page(teacher, url_of(plan)))


def test_the_area_s_coordinator_is_offered_and_let_in_where_the_consent_covers_the_unit(town):
    with as_loader():
        town.assignments["coordinator"] = b.make_assignment(
            town.region, Role.SIP_COORDINATOR, "Sol Samordnare", unit=town.social, area=town.area
        )
        b.make_assignment(town.region, Role.SIP_COORDINATOR, "Per Utanför", area=town.area)
    town, plan = p.until("preparing", town)
    teacher, url = w.as_person(town, "teacher"), f"{url_of(plan)}kontakter/"
    page = w.words(w.page(teacher, url))
    assert "Sol Samordnare Barnenheten Öster Kan bjudas in" in page
    assert "Per Utanför Öster och Väster Ta med verksamheten i samtycket först" in page

    w.send(teacher, url, {"coordinator": walk.people(town, "coordinator")[0]})
    coordinator = w.as_person(town, "coordinator")
    assert coordinator.get(url_of(plan)).status_code == 200
    assert 'href="/barn/planer/"' in walk.start_page(coordinator)  # the menu's way for who has plans only
    w.send(coordinator, f"{url_of(plan)}kalla/", walk.call_facts(coordinator, town, url_of(plan)))


def test_work_needs_somebody_from_another_unit(town):
    town, plan = p.until("consented", town)
    teacher, url = w.as_person(town, "teacher"), f"{url_of(plan)}borja/"

    alone = teacher.post(url, {**w.key(), "people": walk.people(town, "colleague")})
    assert (alone.status_code, "Välj minst en person i en annan verksamhet." in told(alone)) == (422, True)
    stranger = teacher.post(url, {**w.key(), "people": walk.people(town, "steering_bup")})
    assert stranger.status_code == 422
    with as_loader():
        assert SipPlan.objects.get(pk=plan.pk).status == "consented"


def test_the_one_who_started_is_not_taken_out(town):
    town, plan = p.until("preparing", town)
    teacher = w.as_person(town, "teacher")
    with as_loader():
        raiser = plan.case.participations.get(part="raiser")
    url = reverse("sip:plan_person_end", args=[raiser.pk])

    assert w.send(teacher, url, {"bekraftat": "1"}) == url_of(plan)
    assert "Den som startade planen kan inte tas bort." in w.words(w.page(teacher, url_of(plan)))
    assert w.as_person(town, "bup_worker").post(url, {"bekraftat": "1"}).status_code == 403
