"""The plan under LSS: owed, offered, answered, its days, its review and the notice. [F90, P-51, DL-34..DL-36]"""

from datetime import timedelta

import pytest
from django.db import Error, transaction
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import PermissionDenied, Refused, WrongState
from core.obligations.models import Obligation
from sip.lss import services
from sip.lss.models import LssOffer
from sip.lss.policies import visible_offers
from sip.models import OtherPlan
from tests.access.test_sql import run
from tests.audit_rows import acts_on
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.sip import placing
from tests.sip import walk as w
from tests.sip.plans import town as p

CODES = ("DL-34", "DL-35", "DL-36")


@pytest.fixture
def ruled(town):
    with as_loader():
        for code in CODES:
            make_rule(town.region, code)
    return town


def days(number: int):
    return clock.today() + timedelta(days=number)


def noted(town, child=None, **facts) -> LssOffer:
    child = child or placing.child_of(town)
    with acting_as(town.social_worker) as by:
        return services.note_lss(child, by=by, **{"why": "granted", "on": days(-10), **facts})


def do(town, verb, offer, **facts) -> LssOffer:
    with acting_as(town.social_worker) as by:
        return verb(offer, by=by, **facts)


def accepted(town, **facts) -> LssOffer:
    offer = do(town, services.offer_plan, noted(town, **facts), on=days(-9))
    return do(town, services.note_answer, offer, answer="yes", on=days(-8))


def planned(town, child, **facts) -> LssOffer:
    return do(
        town,
        services.note_plan,
        accepted(town, child=child),
        **{"valid_from": days(-5), "review_on": days(300), **facts},
    )


def clocks(row) -> dict[str, str]:
    return {code: clock.status for code, clock in placing.clocks(row).items()}


def refused(town, verb, offer, **facts) -> str:
    with pytest.raises(Refused) as found:
        do(town, verb, offer, **facts)
    return found.value.field


def test_a_measure_owes_an_offer_without_a_term_that_the_offer_ends(ruled):
    offer = noted(ruled)
    owed = placing.clocks(offer)["DL-34"]
    assert (owed.started_on, owed.due_on, owed.unit_id, owed.owner_role) == (
        days(-10), None, ruled.social.pk, "unit_manager",
    )  # fmt: skip

    offer = do(ruled, services.offer_plan, offer, on=days(-9))

    assert (offer.status, offer.offered_on, offer.offered_by_id) == (
        "offered", days(-9), ruled.social_worker.assignment_id,
    )  # fmt: skip
    assert clocks(offer) == {"DL-34": "met"}
    assert acts_on(offer.pk) == {"lss.noted", "lss.offered"}


def test_a_no_is_noted_with_its_day_and_the_plan_may_be_offered_again(ruled):
    offer = do(ruled, services.offer_plan, noted(ruled, why="asked"), on=days(-9))
    offer = do(ruled, services.note_answer, offer, answer="no", on=days(-8))
    assert (offer.status, offer.answered_on) == ("declined", days(-8))
    assert refused(ruled, services.offer_plan, offer, on=days(-9)) == "on"  # before the answer

    offer = do(ruled, services.offer_plan, offer, on=days(-1))
    offer = do(ruled, services.note_answer, offer, answer="yes", on=days(0))

    assert (offer.status, offer.answered_on) == ("accepted", days(0))


def test_a_plan_that_stands_by_itself_is_reviewed_within_a_year_and_the_region_is_told(ruled):
    offer = accepted(ruled)
    late = {"valid_from": days(-5), "review_on": days(362)}  # a year and two days after its first day
    assert refused(ruled, services.note_plan, offer, **late) == "review_on"
    assert refused(ruled, services.note_plan, offer, valid_from=days(-5), review_on=days(-5)) == "review_on"
    assert refused(ruled, services.note_plan, offer, valid_from=days(-5), review_on=None) == "review_on"

    offer = do(ruled, services.note_plan, offer, valid_from=days(-5), review_on=days(300))
    assert (offer.status, clocks(offer)) == ("in_force", {"DL-34": "met", "DL-35": "pending", "DL-36": "pending"})
    assert placing.clocks(offer)["DL-35"].due_on == days(300)

    offer = do(ruled, services.note_told, offer, on=days(0))
    offer = do(ruled, services.note_review, offer, on=days(0), review_on=days(360))
    assert clocks(offer)["DL-36"] == "met"
    assert placing.clocks(offer)["DL-35"].due_on == days(360)
    with as_loader():
        assert Obligation.objects.filter(subject_id=offer.pk, code="DL-35", status="met").count() == 1


def test_a_plan_beside_a_sip_has_its_days_and_clocks_there(ruled):
    with as_loader():
        for code in ("DL-26", "DL-26B", "DL-27"):
            make_rule(ruled.region, code)
    child = placing.child_of(ruled)
    offer = accepted(ruled, child=child)
    plan = p.started(ruled, by=ruled.social_worker, child=child)
    anothers = p.started(ruled, by=ruled.social_worker, child=placing.child_of(ruled))
    facts = {"valid_from": days(-5), "review_on": days(300)}
    assert refused(ruled, services.note_plan, offer, beside=anothers, **facts) == "beside"

    offer = do(ruled, services.note_plan, offer, beside=plan, **facts)

    with as_loader():
        other = OtherPlan.objects.get(case_id=plan.pk)
        assert (other.kind, other.owner_unit_id, other.review_on) == ("lss_plan", ruled.social.pk, days(300))
        assert offer.beside == plan.case.code
    assert (offer.status, offer.has_own_days, clocks(offer)) == ("in_force", False, {"DL-34": "met"})
    assert clocks(other) == {"DL-35": "pending", "DL-36": "pending"}


def test_a_plan_among_the_childs_other_plans_has_its_days_there_without_a_sip(ruled):
    child = placing.child_of(ruled)
    offer = accepted(ruled, child=child)
    worker = w.as_person(ruled, "social_worker")
    page = reverse("sip:lss_note", args=[offer.pk, "plan"])
    w.send(worker, page, {"valid_from": days(-5).isoformat(), "review_on": days(300).isoformat(), "beside": "barnet"})

    with as_loader():
        other, offer = OtherPlan.objects.get(child=child), LssOffer.objects.get(pk=offer.pk)
    assert (other.kind, other.unit_id, other.case_id) == ("lss_plan", ruled.social.pk, None)
    assert (offer.beside, offer.status, offer.has_own_days) == (other.code, "in_force", False)
    assert (clocks(offer), clocks(other)) == ({"DL-34": "met"}, {"DL-35": "pending", "DL-36": "pending"})
    shown = w.page(worker, reverse("sip:lss_detail", args=[offer.pk]))
    assert reverse("sip:child_plans", args=[child.pk]) in shown
    assert "Planen står bland barnets andra planer." in w.words(shown)
    start = w.words(w.page(worker, reverse("core:start")))
    assert start.count(f"Ärende {other.code}") == 2


def test_what_called_for_it_ends_with_a_reason_and_its_clocks_are_waived(ruled):
    child = placing.child_of(ruled)
    offer = planned(ruled, child)
    assert refused(ruled, services.end_offer, offer, reason="bored") == "reason"

    offer = do(ruled, services.end_offer, offer, reason="measure_ended")

    assert (offer.status, offer.ended_on, clocks(offer)) == (
        "ended", days(0), {"DL-34": "met", "DL-35": "waived", "DL-36": "waived"},
    )  # fmt: skip
    assert noted(ruled, child).status == "owed"  # the next measure


@pytest.mark.parametrize(
    ("verb", "facts"),
    [
        (services.note_answer, {"answer": "yes", "on": None}),
        (services.note_plan, {"valid_from": None, "review_on": None}),
        (services.note_review, {"on": None, "review_on": None}),
        (services.note_told, {"on": None}),
    ],
)
def test_nothing_is_noted_out_of_its_turn(ruled, verb, facts):
    with pytest.raises(WrongState):
        do(ruled, verb, noted(ruled), **facts)


def test_impossible_days_and_answers_are_refused_and_one_offer_is_open_at_a_time(ruled):
    offer = noted(ruled)
    assert refused(ruled, services.offer_plan, offer, on=days(1)) == "on"
    assert refused(ruled, services.offer_plan, offer, on=days(-11)) == "on"  # before the measure
    assert refused(ruled, services.note_lss, offer.child, why="granted", on=days(1)) == "on"
    assert refused(ruled, services.note_lss, offer.child, why="wished", on=days(0)) == "why"
    assert refused(ruled, services.note_lss, offer.child, why="asked", on=days(0)) is None
    offer = do(ruled, services.offer_plan, offer, on=days(-5))
    assert refused(ruled, services.note_answer, offer, answer="maybe", on=days(0)) == "answer"
    assert refused(ruled, services.note_answer, offer, answer="no", on=days(-6)) == "on"


def test_only_social_services_note_it_and_no_other_unit_reads_it_or_its_clock(ruled):
    offer = noted(ruled)
    for name in ("teacher", "bup_manager"):
        with acting_as(getattr(ruled, name)) as by:
            with pytest.raises(PermissionDenied):
                services.note_lss(offer.child, by=by, why="granted", on=days(0))
            assert not visible_offers(by).exists()
            assert not LssOffer.objects.exists()
            assert not Obligation.objects.filter(subject_id=offer.pk).exists()
    with acting_as(ruled.social_worker) as by:
        assert visible_offers(by).exists()
        assert Obligation.objects.filter(subject_id=offer.pk).exists()
        with pytest.raises(Error), transaction.atomic():
            run("UPDATE sip_lssoffer SET arose_on = %s", [days(0)])


# In pages


def test_the_pages_lead_from_the_measure_to_the_plan(ruled):
    child, worker = placing.child_of(ruled), w.as_person(ruled, "social_worker")
    home = reverse("sip:child_detail", args=[child.pk])
    new = reverse("sip:lss_new", args=[child.pk])
    assert new in w.page(worker, home)
    wrong = worker.post(new, {**w.key(), "why": "granted", "on": days(3).isoformat()})
    assert wrong.status_code == 422
    assert 'value="granted"' in wrong.content.decode()
    today = days(0).isoformat()
    page = w.send(worker, new, {"why": "granted", "on": today})
    assert "Planen ska erbjudas nu" in w.words(w.page(worker, page))
    assert "Erbjud en plan enligt LSS" in w.words(w.page(worker, reverse("core:start")))
    w.send(worker, f"{page}notera/erbjud/", {"on": today})
    w.send(worker, f"{page}notera/svar/", {"answer": "yes", "on": today})
    assert "Notera planen enligt LSS" in w.words(w.page(worker, reverse("core:start")))
    far = worker.post(f"{page}notera/plan/", {**w.key(), "valid_from": today, "review_on": days(500).isoformat()})
    assert far.status_code == 422
    assert "minst en gång om året" in w.words(far.content.decode())
    w.send(worker, f"{page}notera/plan/", {"valid_from": today, "review_on": days(300).isoformat()})
    text = w.words(w.page(worker, page))
    assert "Inte än" in text
    assert "Notera att regionen är underrättad" in text
    assert new not in w.page(worker, home)
    assert worker.get(f"{page}notera/svar/").status_code == 403
    assert w.as_person(ruled, "teacher").get(page).status_code == 404
