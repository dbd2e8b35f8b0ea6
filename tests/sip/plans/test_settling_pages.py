"""Agree, follow up, renew, close, hand over: each page, what it refuses, and what stands typed. [SM-1, F83-F86]"""

from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.notices.models import Notice
from sip.models import Handover, PlanGoal, PlanMeasure, PlanMeeting, PlanRole, PlanVersion, SipPlan
from sip.plans.frozen import hash_of
from sip.plans.services import writing
from tests.audit_rows import acts_of
from tests.database import as_loader
from tests.days import days_on
from tests.sip import walk as w
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db


def url(name: str, obj) -> str:
    return reverse(f"sip:{name}", args=[obj.pk])


def kept(answer) -> str:
    return w.unescape(answer.content.decode())


def settled(town, **other) -> dict:
    return {
        "responsible_principal": str(town.city.pk),
        "main_responsible": str(town.assignments["teacher"].pk),
        "next_follow_up_on": (clock.today() + timedelta(days=60)).isoformat(),
        **other,
    }


def refused(client, address: str, data: dict) -> str:
    answer = client.post(address, {**w.key(), **data})
    assert answer.status_code == 422
    return kept(answer)


def state(plan) -> str:
    with as_loader():
        return SipPlan.objects.get(pk=plan.pk).status


def test_the_plan_is_gone_through_and_agreed_as_version_one():
    town, plan = p.until("drafted")
    teacher, worker = w.as_person(town, "teacher"), w.as_person(town, "bup_worker")
    agree = url("plan_agree", plan)
    assert worker.get(agree).status_code == 403
    assert p.WORDS in w.page(teacher, agree)

    missing = refused(teacher, agree, settled(town, responsible_principal="", next_follow_up_on=""))
    assert 'href="#falt_responsible_principal"' in missing
    assert 'href="#falt_next_follow_up_on"' in missing
    far = (clock.today() + timedelta(days=900)).isoformat()
    assert far in refused(teacher, agree, settled(town, next_follow_up_on=far))
    of_another = settled(town, main_responsible=str(town.assignments["bup_worker"].pk))
    assert "Personen arbetar inte hos den huvudman" in refused(teacher, agree, of_another)
    with as_loader():
        PlanMeasure.objects.filter(case_id=plan.pk, doer="family").update(taken_out_at=clock.now())
    alone = refused(teacher, agree, settled(town))
    assert "eller att ingen annan gör något" in alone
    assert 'href="#falt_said_no_others"' in alone
    assert state(plan) == "drafted"

    w.send(teacher, agree, {**of_another, "despite": "on", "said_no_others": "on"})
    assert state(plan) == "active"
    with as_loader():
        version = PlanVersion.objects.get(case_id=plan.pk)
        assert PlanRole.objects.get(case_id=plan.pk, part="main_responsible").assignment_id == of_another_pk(town)
        assert hash_of(version.content) == version.sha256
        assert {voice["informed"] for voice in version.content["voices"]} == {""}  # how they were informed is kept too
        told = set(Notice.objects.filter(kind="plan_agreed", about_id=plan.pk).values_list("recipient_id", flat=True))
        assert told == {town.assignments[name].pk for name in ("social_worker", "bup_worker")}
    read = w.words(w.page(worker, url("plan_version", version)))
    assert {"plan.agreed", "plan.version_frozen", "plan.version_read"} <= acts_of(plan)
    assert [text for text in (p.WORDS, p.TEXT, version.sha256, "Version 1") if text not in read] == []
    assert "Version 1" in w.words(w.page(worker, url("plan_detail", plan)))
    assert w.as_person(town, "colleague").get(url("plan_version", version)).status_code == 404


def of_another_pk(town):
    return town.assignments["bup_worker"].pk


def results(measures, **other) -> dict:
    data = {}
    for row in measures:
        data |= {f"result_{row.pk}": "going_on", f"text_{row.pk}": "Varje vecka", f"version_{row.pk}": row.version}
    return data | other


def live_rows(plan) -> list[PlanMeasure]:
    with as_loader():
        return list(PlanMeasure.objects.filter(case_id=plan.pk, taken_out_at__isnull=True))


def hold_follow_up(plan) -> None:
    """A meeting that was called for now has been held."""
    with as_loader():
        first = PlanMeeting.objects.get(case_id=plan.pk, number=1)
        number = PlanMeeting.objects.filter(case_id=plan.pk).count() + 1
        moment = clock.now()
        PlanMeeting.objects.create(
            region_id=plan.region_id, case_id=plan.pk, number=number, kind="follow_up", status="held", question="Nu?",
            starts_at=moment, place="Rum 3", called_by_id=first.called_by_id, held_at=moment, child_present=True,
            guardians_present=True,
        )  # fmt: skip


def test_each_measure_has_its_result_before_a_new_version_and_again_before_the_next(active):
    town, plan = active
    with days_on(70):
        teacher, worker = w.as_person(town, "teacher"), w.as_person(town, "bup_worker")
        page = w.words(w.page(worker, url("plan_detail", plan)))
        assert "Dagen för uppföljning har kommit" in page
        assert "Insatser att ta upp på uppföljningen" in page
        _note_results(town, plan, teacher, worker)
        renew = url("plan_renew", plan)
        assert "Håll uppföljningsmötet först." in refused(teacher, renew, settled(town))
        hold_follow_up(plan)
        w.send(teacher, renew, settled(town, next_follow_up_on=(clock.today() + timedelta(days=50)).isoformat()))
    with days_on(110):
        teacher = w.as_person(town, "teacher")
        hold_follow_up(plan)
        assert "Skriv hur det gick med varje insats." in refused(teacher, renew, settled(town))
        close = url("plan_close", plan)
        assert w.as_person(town, "bup_worker").get(close).status_code == 403
        assert "Skriv hur det gick" in refused(teacher, close, {"reason": "goals_met"})
        rows = live_rows(plan)
        assert {row.result for row in rows} == {""}
        w.send(teacher, url("plan_follow_up", plan), results(rows))
        refused(teacher, close, {"reason": ""})
        w.send(teacher, close, {"reason": "goals_met"})
    with as_loader():
        versions = PlanVersion.objects.filter(case_id=plan.pk).order_by("number")
        told = [sorted({row["result"] for row in version.content["measures"]}) for version in versions]
        assert told == [[""], ["done", "going_on"]]
    assert state(plan) == "closed"


def _note_results(town, plan, teacher, worker) -> None:
    follow_up = url("plan_follow_up", plan)
    rows = live_rows(plan)
    first = rows[0]
    silent = refused(teacher, follow_up, results(rows, **{f"result_{first.pk}": ""}))
    assert f'href="#folj_result_{first.pk}"' in silent
    assert "Varje vecka" in silent
    with as_loader():
        goal = PlanGoal.objects.get(case_id=plan.pk)
    done = {f"result_{first.pk}": "done", f"text_{first.pk}": "Klart i maj", f"reached_{goal.pk}": "no"}
    w.send(teacher, follow_up, results(rows, **done))
    both = worker.post(follow_up, {**w.key(), **results(rows)})
    assert both.status_code == 409
    assert [text for text in ("Klart i maj", "Varje vecka") if text not in kept(both)] == []
    with as_loader():
        assert PlanMeasure.objects.get(pk=first.pk).result == "done"
        assert PlanGoal.objects.get(pk=goal.pk).is_reached is False


def waiting(plan) -> Handover:
    with as_loader():
        return Handover.objects.get(case_id=plan.pk, status="proposed")


def test_main_responsibility_is_asked_for_answered_and_taken_back(active):
    town, plan = active
    teacher, worker = w.as_person(town, "teacher"), w.as_person(town, "bup_worker")
    ask = url("plan_hand_over", plan)
    assert worker.get(ask).status_code == 403
    refused(teacher, ask, {"to": str(town.assignments["teacher"].pk)})
    to_worker = {"to": str(town.assignments["bup_worker"].pk)}
    w.send(teacher, ask, to_worker)
    assert "En överlämning väntar redan på svar." in refused(teacher, ask, to_worker)
    first = waiting(plan)
    assert teacher.get(url("handover", first)).status_code == 403
    assert worker.get(url("handover_recall", first)).status_code == 403
    assert url("handover", first) in w.page(worker, url("plan_detail", plan))
    w.send(teacher, url("handover_recall", first), {"bekraftat": "1"})
    assert worker.get(url("handover", first)).status_code == 403

    w.send(teacher, ask, to_worker)
    refused(worker, url("handover", waiting(plan)), {"answer": ""})
    w.send(worker, url("handover", waiting(plan)), {"answer": "no"})
    w.send(teacher, ask, to_worker)
    w.send(worker, url("handover", waiting(plan)), {"answer": "yes"})
    with as_loader():
        ended = Handover.objects.filter(case_id=plan.pk).order_by("created_at").values_list("status", flat=True)
        assert list(ended) == ["recalled", "declined", "accepted"]
        asked = Notice.objects.filter(about_id=plan.pk, kind="handover_offered")
        assert set(asked.values_list("recipient_id", flat=True)) == {town.assignments["bup_worker"].pk}
        now = PlanRole.objects.get(case_id=plan.pk, part="main_responsible", valid_to__isnull=True)
    assert now.assignment_id == town.assignments["bup_worker"].pk
    assert {"handover.proposed", "handover.answered", "plan.part_given"} <= acts_of(plan)
    assert teacher.get(ask).status_code == 403
    assert worker.get(url("plan_close", plan)).status_code == 200
    assert w.as_person(town, "colleague").get(url("handover", first)).status_code == 404


def test_what_another_has_taken_out_is_not_changed():
    town, plan = p.until("drafted")
    row = live_rows(plan)[0]
    with acting_as(town.teacher):
        writing.take_out(row, by=town.teacher)
    facts = writing.MeasureFacts(text="Nytt", doer="family")
    with acting_as(town.bup_worker), pytest.raises(writing.WrongState, match="har tagit bort"):
        writing.change_measure(row, by=town.bup_worker, facts=facts, version=row.version)
