"""The plan goes over to services for adults when the transition says so; what is to come is said before. [P-70]"""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import PermissionDenied, Refused
from sip.deviating import after_deviation, report_buttons
from sip.models import CaseDeviation, ChildCase, PlanMeasure, SipPlan, Transition, TransitionUnit
from sip.plans.services import following
from tests.database import as_loader
from tests.sip import walk as w

pytestmark = pytest.mark.django_db
BUTTON = "Lämna över planen till vuxenlivet"


def with_transition(town, plan) -> Transition:
    """At 18, planned: BUP hands over to the social services; the meeting lies ahead."""
    with as_loader():
        child = ChildCase.objects.get(case_id=plan.pk).child
        common = {"region": town.region, "child": child}
        made = Transition.objects.create(
            **common, unit=town.school, kind="adult_18", on=clock.today() + timedelta(days=60), status="planned",
            planned_on=clock.today(), case=plan.case,
        )  # fmt: skip
        for unit, part in ((town.bup, "sending"), (town.social, "receiving")):
            TransitionUnit.objects.create(**common, transition=made, unit=unit, part=part)
        return made


def test_a_plan_is_handed_over_when_the_transition_is_and_nothing_waits(active):
    town, plan = active
    teacher, worker = w.as_person(town, "teacher"), w.as_person(town, "bup_worker")
    detail, over = (reverse(f"sip:{name}", args=[plan.pk]) for name in ("plan_detail", "plan_transfer"))
    assert BUTTON not in w.page(teacher, detail)
    transition = with_transition(town, plan)
    assert BUTTON in w.page(teacher, detail)
    assert BUTTON not in w.page(worker, detail)
    assert worker.get(over).status_code == 403

    page = w.words(w.page(teacher, over))
    assert "Överlämningen är inte klar än." in page
    assert f"{town.social.name} Deltar i planen och kan ta emot en kopia av den." in page
    untold = teacher.post(over, w.key())
    assert (untold.status_code, "Berätta först för den unga" in untold.content.decode()) == (422, True)
    early = teacher.post(over, {**w.key(), "has_told": "on"})
    assert (early.status_code, "Överlämningen är inte klar. Håll" in early.content.decode()) == (422, True)

    with as_loader():
        today = clock.today()
        Transition.objects.filter(pk=transition.pk).update(status="handed_over", met_on=today, handed_over_on=today)
    open_ones = teacher.post(over, {**w.key(), "has_told": "on"})
    assert (open_ones.status_code, "Skriv hur det gick med varje insats." in open_ones.content.decode()) == (422, True)
    with acting_as(town.bup_worker), pytest.raises(PermissionDenied):
        following.transfer_plan(plan, by=town.bup_worker)
    with acting_as(town.teacher):
        outcomes = {row.pk: following.Outcome("done") for row in PlanMeasure.objects.filter(case_id=plan.pk)}
        following.note_results(plan, by=town.teacher, outcomes=outcomes)
    w.send(teacher, over, {"has_told": "on"})

    with as_loader():
        assert SipPlan.objects.get(pk=plan.pk).status == "transferred"
    assert "Planen är överlämnad till verksamheter för vuxna." in w.words(w.page(worker, detail))


def test_a_plan_without_a_transition_is_not_handed_over_and_a_deviation_leaves_only_its_code(active):
    town, plan = active
    with acting_as(town.teacher), pytest.raises(Refused):
        following.transfer_plan(plan, by=town.teacher)

    with acting_as(town.bup_worker):
        [button] = report_buttons(town.bup_worker, plan)
        address = button.url
        [token] = parse_qs(urlsplit(address).query)["ursprung"]
        assert after_deviation(town.bup_worker, token, "AV-7K4Q") == plan.get_absolute_url()
        assert after_deviation(town.bup_worker, "förfalskad", "AV-7K4R") == ""
    with acting_as(town.colleague):
        assert after_deviation(town.colleague, token, "AV-7K4S") == ""
    with as_loader():
        assert [row.code for row in CaseDeviation.objects.filter(case_id=plan.pk)] == ["AV-7K4Q"]
    page = w.page(w.as_person(town, "teacher"), plan.get_absolute_url())
    assert "AV-7K4Q" in page
    assert "/avvikelser/" in page
    assert "?ursprung=" in page
