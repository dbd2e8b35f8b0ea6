"""A unit asks the area's SIP coordinators for help: assigned or declined, and nothing of a child is told. [F104]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import Refused, WrongState
from core.notices.models import Notice
from core.roles import Role
from sip.models import SipPlan
from sip.plans.policies import visible_plans
from sip.pool import policies, services
from sip.pool.models import PoolAsk
from tests.database import as_loader
from tests.groups import build as b
from tests.kept import kept
from tests.sip import walk as w
from tests.sip.plans import town as plans


@kept
def town():
    town = plans.make_town()
    with as_loader():
        other = b.make_area(town.region, "Annat område", [])
        for key, name, area in (
            ("sigrid", "Sigrid Samordnare", town.area),
            ("sune", "Sune Samordnare", town.area),
            ("outside", "Ulla Utanför", other),
        ):
            one = b.make_assignment(town.region, Role.SIP_COORDINATOR, name, unit=town.social, area=area)
            town.assignments[key] = one
            setattr(town, key, b.acting_for(one))
    return town


def asked(town, *, plan=None, who="teacher", **facts) -> PoolAsk:
    given = {"area": town.area, "kind": "lead", "needed_by": clock.today() + timedelta(days=9), **facts}
    with acting_as(getattr(town, who)) as by:
        return services.ask_pool(by=by, plan=plan, **given)


def act(town, who, verb, ask, **facts) -> PoolAsk:
    with acting_as(getattr(town, who)) as by:
        return verb(ask, by=by, **facts)


def seen(town, who) -> int:
    with acting_as(getattr(town, who)) as by:
        return policies.visible_asks(by).count()


def told(kind) -> set:
    with as_loader():
        return set(Notice.objects.filter(kind=kind).values_list("recipient_id", flat=True))


def keys(town, *names) -> set:
    return {town.assignments[name].pk for name in names}


def test_the_areas_coordinators_hear_and_one_of_them_helps(town):
    ask = asked(town)
    assert told("pool_asked") == keys(town, "sigrid", "sune")
    done = act(town, "sigrid", services.assign, ask, coordinator=town.assignments["sune"])
    assert (done.status, done.coordinator_id) == ("assigned", town.assignments["sune"].pk)
    assert told("pool_answered") == keys(town, "teacher", "sune")
    with pytest.raises(WrongState):
        act(town, "sigrid", services.decline, ask, reason="no_time")
    act(town, "teacher", services.withdraw, ask)
    assert "Återtagen" in w.words(w.page(w.as_person(town, "sune"), reverse("sip:pool_detail", args=[ask.pk])))


def test_a_no_has_its_reason_and_reaches_who_asked(town):
    ask = asked(town)
    act(town, "sune", services.decline, ask, reason="no_time")
    assert told("pool_answered") == keys(town, "teacher")
    page = w.words(w.page(w.as_person(town, "head"), reverse("sip:pool_detail", args=[ask.pk])))
    assert "Ingen samordnare har tid då" in page


def test_who_only_has_a_seat_by_the_unit_reads_no_ask_and_makes_none(town):
    """Found by the walk about a child: an ask bears a plan's code. [security 2 rows 2, 10]"""
    ask = asked(town, who="social_worker")
    for who in ("convenor", "chair", "steering_social"):
        with acting_as(getattr(town, who)) as by:
            assert PoolAsk.objects.count() == 0
            assert PoolAsk.objects.update(status="withdrawn") == 0
            mine = {"region": town.region, "area": town.area, "unit": town.social, "asked_by_id": by.assignment_id}
            with pytest.raises(Error), transaction.atomic():
                PoolAsk.objects.create(**mine, kind="lead", needed_by=clock.today())
    with acting_as(town.social_manager):
        assert PoolAsk.objects.get() == ask


def test_of_a_plan_the_code_alone_is_told_and_no_coordinator_is_let_in_by_it(town):
    plan = plans.started(town)
    ask = asked(town, plan=plan)
    assert ask.case_code == plan.case.code
    client, url = w.as_person(town, "sigrid"), reverse("sip:pool_detail", args=[ask.pk])
    page = w.page(client, url)
    assert plan.case.code in page
    assert "Elsa" not in page
    assert plan.get_absolute_url() not in page
    assert plan.get_absolute_url() in w.page(w.as_person(town, "teacher"), url)
    with acting_as(town.sigrid) as by:
        assert not visible_plans(by).exists()
        assert not SipPlan.objects.exists()


def test_no_plan_that_one_does_not_see_and_no_code_tried_out(town):
    plan = plans.started(town)
    with pytest.raises(PermissionDenied):
        asked(town, plan=plan, who="bup_manager")
    row = {
        "region_id": town.region.pk, "area_id": town.area.pk, "kind": "lead", "needed_by": clock.today(),
        "case_code": plan.case.code,
    }  # fmt: skip
    with acting_as(town.bup_manager) as by, pytest.raises(Error), transaction.atomic():
        PoolAsk.objects.create(unit_id=by.unit_id, asked_by_id=by.assignment_id, **row)


@pytest.mark.parametrize(
    ("facts", "field"), [({"needed_by": clock.today() - timedelta(days=2)}, "needed_by"), ({"area": None}, "area")]
)
def test_a_day_that_has_been_and_an_area_without_coordinators_are_refused(town, facts, field):
    with as_loader():
        empty = b.make_area(town.region, "Tomt område", [])
    with pytest.raises(Refused) as refused:
        asked(town, **{**facts, **({"area": empty} if field == "area" else {})})
    assert refused.value.field == field


def test_others_see_nothing_and_nobody_acts_for_another(town):
    ask = asked(town)
    assert [seen(town, who) for who in ("teacher", "head", "sigrid", "outside", "bup_manager", "convenor")] == [
        1, 1, 1, 0, 0, 0,
    ]  # fmt: skip
    for who in ("teacher", "outside", "bup_manager"):
        with pytest.raises(PermissionDenied):
            act(town, who, services.assign, ask, coordinator=town.assignments["sune"])
    with pytest.raises(PermissionDenied):
        act(town, "sigrid", services.withdraw, ask)
    with pytest.raises(Refused):
        act(town, "sigrid", services.assign, ask, coordinator=town.assignments["outside"])
    tries = ({"status": "declined", "decline_reason": "no_time", "answered_by": town.assignments["sune"]},
             {"status": "assigned", "answered_by": town.assignments["sigrid"],
              "coordinator": town.assignments["outside"]})  # fmt: skip
    for change in tries:
        with acting_as(town.sigrid), pytest.raises(Error), transaction.atomic():
            PoolAsk.objects.filter(pk=ask.pk).update(**change)


def test_from_the_units_page_to_the_coordinators_and_back(town):
    teacher, sigrid = w.as_person(town, "teacher"), w.as_person(town, "sigrid")
    assert reverse("sip:pool_ask") in w.page(teacher, reverse("sip:pool_list"))
    late = teacher.post(reverse("sip:pool_ask"), {**w.key(), "kind": "tool", "area": str(town.area.pk)})
    assert late.status_code == 422
    sent = {"kind": "tool", "plan": "", "area": str(town.area.pk), "needed_by": clock.today().isoformat()}
    detail = w.send(teacher, reverse("sip:pool_ask"), sent)
    start = w.page(sigrid, "/")
    assert detail in start
    assert "Svara på en fråga om hjälp" in w.words(start)
    assert detail in w.page(sigrid, reverse("sip:pool_list"))
    with as_loader():
        ask = PoolAsk.objects.get()
    w.send(
        sigrid, reverse("sip:pool_note", args=[ask.pk, "hjalp"]), {"coordinator": str(town.assignments["sigrid"].pk)}
    )
    assert "Sigrid Samordnare" in w.words(w.page(teacher, detail))
    assert "Hjälp en verksamhet med SIP" in w.words(w.page(sigrid, "/"))
