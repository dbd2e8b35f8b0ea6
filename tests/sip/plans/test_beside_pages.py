"""Beside the plan: other plans and their clocks, cost among professionals, the own unit's copies. [F88-F93, C14]"""

import json
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import Refused
from core.obligations.models import Obligation
from sip.consent.services import withdraw_consent
from sip.models import ChildCase, Consent, CostRecord, FiledCopy, OtherPlan, PlanVersion
from sip.plans.choices import Content
from sip.plans.queries import live_measures
from sip.plans.services import following, others
from tests.audit_rows import acts_of
from tests.database import as_loader
from tests.sip import town as t
from tests.sip import walk as w
from tests.sip.plans import town as p
from tests.sip.plans.test_settling_pages import kept, refused, state, url

pytestmark = pytest.mark.django_db
COST = "MÄRKE-KOSTNAD Regionen betalar taxin."


def other(town, **facts) -> dict:
    return {"kind": "lss_plan", "owner_unit": str(town.social.pk), "valid_from": clock.today().isoformat(), **facts}


def in_days(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def clocks(row) -> dict[str, str]:
    with as_loader():
        return dict(Obligation.objects.filter(subject_id=row.pk).order_by("created_at").values_list("code", "status"))


def test_a_plan_of_lss_is_reviewed_each_year_and_the_other_principal_is_told(active):
    town, plan = active
    teacher, worker = w.as_person(town, "teacher"), w.as_person(town, "bup_worker")
    register = url("other_plans", plan)
    assert "Inga andra planer är noterade." in w.words(w.page(worker, register))
    assert "minst en gång om året" in refused(teacher, register, other(town, review_on=in_days(500)))
    early = refused(teacher, register, other(town, valid_to=in_days(-1), coordination="Samma mål"))
    assert "Slutdagen ligger före första dagen." in early
    assert "Samma mål" in early
    with as_loader():
        assert OtherPlan.objects.count() == 0
        assert Obligation.objects.filter(code="DL-35").count() == 0

    w.send(teacher, register, other(town, review_on=in_days(90), coordination="Samma mål"))
    with as_loader():
        row = OtherPlan.objects.get(case_id=plan.pk)
    assert clocks(row)["DL-35"] == "pending"
    assert url("other_plan", row) in w.page(teacher, reverse("core:start"))  # what she owes
    page = w.words(w.page(worker, url("other_plan", row)))
    assert "Den andra huvudmannen är inte underrättad" in page
    changed = {"review_on": in_days(300), "told_on": in_days(0), "coordination": "Samma mål, en samordnare"}
    w.send(worker, url("other_plan", row), {**changed, "seen": "Samma mål"})
    both = teacher.post(url("other_plan", row), {**w.key(), **changed, "coordination": "Olika", "seen": "Samma mål"})
    assert both.status_code == 409
    assert [text for text in ("Olika", "Samma mål, en samordnare") if text not in kept(both)] == []
    with as_loader():
        kinds = Obligation.objects.filter(subject_id=row.pk, code="DL-35").values_list("status", flat=True)
        assert sorted(kinds) == ["met", "pending"]
    w.send(teacher, reverse("sip:other_plan_end", args=[row.pk]), {"bekraftat": "1"})
    assert "pending" not in clocks(row).values()
    assert worker.get(url("other_plan", row)).status_code == 404
    assert w.as_person(town, "colleague").get(register).status_code == 404


def test_the_yearly_review_of_a_plan_of_lss_goes_on_when_the_sip_has_ended(active):
    town, plan = active
    with acting_as(town.teacher) as by:
        facts = {"kind": "lss_plan", "owner_unit": town.social, "valid_from": clock.today()}
        review = clock.today() + timedelta(days=90)
        row = others.note_other_plan(plan, by=by, facts=others.OtherFacts(**facts, review_on=review))
        outcomes = {measure.pk: following.Outcome("done", "Klart.") for measure in live_measures(plan)}
        following.note_results(plan, by=by, outcomes=outcomes)
        following.close_plan(plan, by=by, reason="goals_met")
        assert clocks(row) == {"DL-35": "pending", "DL-36": "pending"}

    later = {"review_on": in_days(300), "told_on": in_days(0), "coordination": "", "seen": ""}
    w.send(w.as_person(town, "teacher"), url("other_plan", row), later)
    with as_loader():
        kinds = Obligation.objects.filter(subject_id=row.pk).values_list("code", "status")
        assert {*kinds} == {("DL-35", "met"), ("DL-35", "pending"), ("DL-36", "met")}


@pytest.mark.parametrize(("holds", "is_closed"), [((), False), (tuple(Content)[1:], False), (tuple(Content), True)])
def test_a_plan_is_closed_as_replaced_only_by_one_that_holds_all(active, holds, is_closed):
    town, plan = active
    with acting_as(town.teacher) as by:
        facts = {"kind": "implementation_plan", "owner_unit": town.social, "valid_from": clock.today()}
        others.note_other_plan(plan, by=by, facts=others.OtherFacts(**facts, holds=holds))
        outcomes = {measure.pk: following.Outcome("done", "Klart.") for measure in live_measures(plan)}
        following.note_results(plan, by=by, outcomes=outcomes)
        with nullcontext() if is_closed else pytest.raises(Refused, match="Notera först planen"):
            following.close_plan(plan, by=by, reason="replaced")


def test_another_plan_takes_the_place_of_the_sip_only_when_it_holds_all():
    town, plan = p.until("need_identified")
    teacher = w.as_person(town, "teacher")
    w.send(teacher, url("other_plans", plan), other(town, kind="implementation_plan", holds=["c1", "c2"]))
    with as_loader():
        row = OtherPlan.objects.get(case_id=plan.pk)
    assert "Planen kan inte ersätta en SIP. Den saknar:" in w.words(w.page(teacher, url("other_plan", row)))
    w.send(teacher, url("other_plan_replaces", row), {"bekraftat": "1"})
    assert state(plan) == "need_identified"
    assert "den saknar" in w.words(w.page(teacher, url("other_plan", row)))

    w.send(teacher, url("other_plan", row), {"holds": list(Content.values), "seen": ""})
    assert "Ingen SIP görs nu." in w.words(w.page(teacher, url("other_plan_replaces", row)))
    w.send(teacher, url("other_plan_replaces", row), {"bekraftat": "1"})
    assert state(plan) == "not_needed"


def test_what_is_agreed_on_cost_stands_on_its_own_page_and_nowhere_else():
    town, plan = p.until("drafted")
    teacher, worker = w.as_person(town, "teacher"), w.as_person(town, "bup_worker")
    costs = url("plan_costs", plan)
    assert "betalar den som beställde" in w.words(w.page(teacher, costs))
    assert COST in refused(teacher, costs, {"agreed_on": in_days(2), "text": COST})
    assert "Vad kom ni överens om?" in refused(teacher, costs, {"agreed_on": in_days(0), "text": ""})
    w.send(teacher, costs, {"agreed_on": in_days(0), "text": COST})
    p.agreed(town, plan)

    assert COST in w.page(worker, costs)
    assert {"cost.noted", "cost.read"} <= acts_of(plan)
    manager = w.as_person(town, "bup_manager")
    assert manager.post(costs, {"agreed_on": in_days(0), "text": "x"}).status_code == 403
    assert w.as_person(town, "colleague").get(costs).status_code == 404
    with as_loader():
        version = PlanVersion.objects.get(case_id=plan.pk)
        assert CostRecord.objects.count() == 1
    assert COST not in json.dumps(version.content, ensure_ascii=False)
    pages = [url("plan_detail", plan), url("plan_write", plan), url("plan_version", version)]
    assert [page for page in pages if COST in w.page(worker, page)] == []


def test_each_unit_takes_in_its_own_copy_and_reads_it_after_the_withdrawal(active):
    town, plan = active
    teacher, worker = w.as_person(town, "teacher"), w.as_person(town, "bup_worker")
    with as_loader():
        version = PlanVersion.objects.get(case_id=plan.pk)
    own = t.child_of(town, by=town.bup_worker, given_name="Elsa", family_name="Hos BUP")
    take = url("plan_file", version)
    assert "Elsa Hos BUP" in w.words(w.page(worker, take))
    assert "Elsa Hos BUP" not in w.page(teacher, take)
    assert "Inga kopior än." in w.words(w.page(worker, reverse("sip:filed_copies")))
    refused(teacher, take, {"child": str(own.pk)})
    w.send(worker, take, {"child": str(own.pk)})
    assert "redan tagit emot" in refused(worker, take, {"child": ""})
    w.send(teacher, take, {"child": ""})
    with as_loader():
        copy = FiledCopy.objects.get(unit=town.bup)
        assert copy.child_id == own.pk
        assert ChildCase.objects.filter(case_id=plan.pk, child=own).count() == 1

    with acting_as(town.teacher):
        withdraw_consent(Consent.objects.get(case_id=plan.pk), by=town.teacher)
    assert worker.get(url("plan_version", version)).status_code == 404
    assert worker.get(take).status_code == 404
    assert plan.case.code in w.page(worker, reverse("sip:filed_copies"))
    read = w.words(w.page(worker, url("filed_copy", copy)))
    assert [text for text in (p.WORDS, copy.sha256) if text not in read] == []
    assert teacher.get(url("filed_copy", copy)).status_code == 404
    assert {"plan.filed", "plan.copy_read"} <= acts_of(plan)
    assert w.as_person(town, "bup_manager").get(url("filed_copy", copy)).status_code == 200
    assert w.as_person(town, "social_worker").get(url("filed_copy", copy)).status_code == 404
