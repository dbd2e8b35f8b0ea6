"""A plan from the need to its second version and its end, by the services, as the web's own role. [SM-1]"""

from datetime import timedelta

import pytest

from core import clock
from core.access import acting_as
from core.errors import Refused, WrongState
from core.obligations.models import Obligation, ObligationEvent
from core.obligations.verifying import differences
from sip.consent.services import withdraw_consent
from sip.models import (
    CaseChild,
    Consent,
    Contribution,
    FiledCopy,
    PlanMeasure,
    PlanMeeting,
    PlanSection,
    PlanVersion,
    SipPlan,
)
from sip.plans.services import agreeing, beside, following, handing
from sip.plans.services.following import Outcome
from tests.database import as_loader
from tests.days import days_on
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db


def seen_by(acting, plan) -> dict[str, int]:
    """What this person meets of the plan, by plain queries behind the wall."""
    models = (SipPlan, CaseChild, Consent, Contribution, PlanSection, PlanMeasure, PlanMeeting, PlanVersion)
    with acting_as(acting):
        return {model.__name__: model.objects.filter(case_id=plan.pk).count() for model in models}


def nothing(found: dict[str, int]) -> bool:
    return not any(found.values())


def test_before_the_consent_only_the_unit_that_started_knows():
    town, plan = p.until("offered")

    assert seen_by(town.teacher, plan)["Contribution"] == 1
    assert seen_by(town.head, plan)["SipPlan"] == 1
    for stranger in (town.colleague, town.social_worker, town.bup_worker, town.convenor, town.chair, town.admin):
        assert nothing(seen_by(stranger, plan))


def test_whoever_is_let_in_reads_the_plan_by_the_consent_and_colleagues_do_not(active):
    town, plan = active

    inside = seen_by(town.bup_worker, plan)
    assert inside == {
        "SipPlan": 1, "CaseChild": 1, "Consent": 1, "Contribution": 1, "PlanSection": 2, "PlanMeasure": 3,
        "PlanMeeting": 1, "PlanVersion": 1,
    }  # fmt: skip
    led = seen_by(town.bup_manager, plan)
    assert (led["PlanSection"], led["CaseChild"], led["Contribution"]) == (2, 1, 0)  # row 3: not others' pieces
    for stranger in (town.bup_deputy, town.colleague, town.convenor, town.chair, town.secretary, town.admin):
        assert nothing(seen_by(stranger, plan))


def test_a_called_meeting_keeps_nobody_from_withdrawing():
    """Who takes part without leading the plan takes the family's word too; the meeting is cancelled by that alone."""
    town, plan = p.until("meeting_called")
    with acting_as(town.bup_worker):
        assert PlanMeeting.objects.filter(case_id=plan.pk).update(status="cancelled") == 0
        withdraw_consent(Consent.objects.get(case_id=plan.pk), by=town.bup_worker)

    with as_loader():
        assert SipPlan.objects.get(pk=plan.pk).status == "stopped"
        assert PlanMeeting.objects.get(case_id=plan.pk).status == "cancelled"


def test_a_withdrawn_consent_closes_the_plan_to_all_at_once_and_stops_it(active):
    town, plan = active
    with acting_as(town.bup_worker):
        version = PlanVersion.objects.get(case_id=plan.pk)
        beside.file_copy(version, by=town.bup_worker)
    with acting_as(town.social_worker):
        withdraw_consent(Consent.objects.get(case_id=plan.pk), by=town.social_worker)

    for person in (town.teacher, town.bup_worker, town.social_worker):
        found = seen_by(person, plan)
        assert found["SipPlan"] == 1
        assert [found[name] for name in ("CaseChild", "PlanSection", "PlanMeasure", "PlanVersion")] == [0, 0, 0, 0]
    with acting_as(town.bup_worker):
        assert SipPlan.objects.get(pk=plan.pk).status == "stopped"
        assert FiledCopy.objects.get(case_id=plan.pk).sha256 == version.sha256
    with acting_as(town.social_worker):
        assert not FiledCopy.objects.exists()
    with as_loader():
        assert set(Obligation.objects.filter(case_id=plan.pk).values_list("status", flat=True)) <= {"met", "waived"}


def test_toward_one_unit_it_closes_to_that_unit_alone(active):
    town, plan = active
    with acting_as(town.teacher):
        withdraw_consent(Consent.objects.get(case_id=plan.pk), by=town.teacher, unit=town.bup)

    assert seen_by(town.bup_worker, plan)["PlanSection"] == 0
    assert seen_by(town.bup_worker, plan)["SipPlan"] == 1
    assert seen_by(town.social_worker, plan)["PlanSection"] == 2
    with acting_as(town.teacher):
        assert SipPlan.objects.get(pk=plan.pk).status == "active"


def test_the_consent_that_lapses_closes_the_plan_by_itself(active):
    town, plan = active
    with as_loader():
        last = Consent.objects.get(case_id=plan.pk).valid_to
    with clock.moved_to(clock.now() + (last - clock.today()) + timedelta(days=2)):
        assert seen_by(town.bup_worker, plan)["PlanSection"] == 0
        assert seen_by(town.bup_worker, plan)["SipPlan"] == 1


def test_a_plan_without_the_law_s_content_is_not_agreed():
    town, plan = p.until("meeting_called")
    with as_loader():
        sitting = PlanMeeting.objects.get(case_id=plan.pk)
    with clock.moved_to(sitting.starts_at + timedelta(hours=1)):
        p.held(town, sitting)
        with pytest.raises(Refused, match="insats"):
            p.agreed(town, plan)
        p.written(town, plan)
        with pytest.raises(Refused, match="följs upp"):
            p.agreed(town, plan, days=0)
        assert p.agreed(town, plan).number == 1


def test_a_follow_up_meeting_gives_a_second_version_and_the_first_stays(active):
    town, plan = active
    with days_on(40):
        with acting_as(town.teacher), pytest.raises(Refused, match="uppföljningsmötet först"):
            following.renew(plan, by=town.teacher, agreed=settled(town))
        sitting = p.called(town, plan, days=3)
    with clock.moved_to(sitting.starts_at + timedelta(hours=1)):
        p.held(town, sitting)
        with acting_as(town.teacher):
            measures = list(PlanMeasure.objects.filter(case_id=plan.pk))
            with pytest.raises(Refused, match="hur det gick"):
                following.renew(plan, by=town.teacher, agreed=settled(town))
            outcomes = {row.pk: Outcome("done" if row.doer == "family" else "going_on", "Bra") for row in measures}
            following.note_results(plan, by=town.teacher, outcomes=outcomes)
            second = following.renew(plan, by=town.teacher, agreed=settled(town))
            first = PlanVersion.objects.get(case_id=plan.pk, number=1)

        assert second.number == 2
        assert [row["result"] for row in first.content["measures"]] == ["", "", ""]
        assert sorted(row["result"] for row in second.content["measures"]) == ["done", "going_on", "going_on"]
        with as_loader():
            clocks = Obligation.objects.filter(case_id=plan.pk, code="DL-27").order_by("created_at")
            assert [one.status for one in clocks] == ["met", "pending"]


def settled(town, days=60):
    return agreeing.Agreed(
        responsible_principal=town.city,
        main_responsible=town.assignments["teacher"],
        next_follow_up_on=clock.today() + timedelta(days=days),
    )


def test_main_responsibility_leaves_the_giver_first_when_the_receiver_accepts(active):
    town, plan = active
    with acting_as(town.teacher):
        handover = handing.propose_handover(plan, by=town.teacher, to=town.assignments["bup_worker"])
        assert handing.policies.is_main_responsible(town.teacher, plan)
    with acting_as(town.bup_worker):
        handing.answer_handover(handover, by=town.bup_worker, accepts=True)
        assert handing.policies.is_main_responsible(town.bup_worker, plan)
    with as_loader():
        followed = Obligation.objects.get(case_id=plan.pk, code="DL-27")
        events = [*ObligationEvent.objects.filter(obligation_id=followed.pk).order_by("sequence")]
        assert (followed.owner_id, followed.unit_id) == (town.bup_worker.assignment_id, town.bup.pk)
        assert ([one.kind for one in events], differences(followed, events)) == (["started", "reassigned"], [])
    with acting_as(town.teacher):
        assert not handing.policies.is_main_responsible(town.teacher, plan)
        with pytest.raises(WrongState):
            handing.recall_handover(handover, by=town.teacher)


def test_a_plan_is_closed_when_each_measure_has_its_outcome(active):
    town, plan = active
    with days_on(40), acting_as(town.teacher):
        with pytest.raises(Refused, match="hur det gick"):
            following.close_plan(plan, by=town.teacher, reason="goals_met")
        rows = PlanMeasure.objects.filter(case_id=plan.pk)
        following.note_results(plan, by=town.teacher, outcomes={row.pk: Outcome("done") for row in rows})
        assert following.close_plan(plan, by=town.teacher, reason="goals_met").status == "closed"
    with as_loader():
        assert Obligation.objects.live().filter(case_id=plan.pk).count() == 0


def test_no_person_is_let_in_whom_the_consent_does_not_cover():
    town = p.make_town()
    plan = p.started(town)
    p.consented(town, plan, units=(town.school, town.social))
    with pytest.raises(Refused, match="Samtycket gäller inte"):
        p.working(town, plan)
    p.working(town, plan, names=("social_worker",))

    assert seen_by(town.social_worker, plan)["SipPlan"] == 1


def test_nobody_is_called_to_a_meeting_whose_assignment_has_ended_since(active):
    town, plan = active
    with as_loader():
        worker = town.assignments["bup_worker"]
        worker.valid_to = clock.today() - timedelta(days=1)
        worker.save()

    with pytest.raises(Refused, match="har inte kvar sitt uppdrag"):
        p.called(town, plan)
