"""One child's case all the way through, by the verbs alone. [issue 2: the story]"""

from datetime import timedelta

import pytest

from core import clock
from core.access import acting_as
from core.obligations.models import Obligation
from sip.cases import escalation
from sip.cases.models import ForumCase
from sip.cases.policies import visible_forum_cases, visible_identities
from sip.individual_forum import calling, holding
from sip.individual_forum.models import Call
from tests.sip import town as t


def visible_to(acting) -> set:
    with acting_as(acting):
        return set(visible_forum_cases(acting).values_list("case_id", flat=True))


def identity_visible_to(acting, case) -> bool:
    with acting_as(acting):
        return visible_identities(acting).filter(pk=case.pk).exists()


def test_a_case_goes_from_the_need_to_the_managers_decision(town):
    case = t.raised(town, noticed=clock.today() - timedelta(days=4))
    assert visible_to(town.teacher) == visible_to(town.head) == visible_to(town.convenor) == {case.pk}
    assert visible_to(town.colleague) == visible_to(town.bup_manager) == visible_to(town.other_convenor) == set()
    assert not identity_visible_to(town.convenor, case)

    t.consented(town, case)
    assert identity_visible_to(town.convenor, case)

    occasion = t.called(town, case)
    with acting_as(town.convenor):
        obligation = Obligation.objects.get(case_id=case.pk, code="DL-01")
    assert obligation.status == "met"
    assert visible_to(town.bup_manager) == {case.pk}
    assert identity_visible_to(town.bup_manager, case)

    with acting_as(town.bup_manager):
        call = Call.objects.get(assignment_id=town.bup_manager.assignment_id)
        calling.answer_call(call, by=town.bup_manager, reply="substitute", substitute=town.assignments["bup_deputy"])
    assert visible_to(town.bup_deputy) == {case.pk}

    with clock.moved_to(occasion.starts_at + timedelta(hours=2)):
        minutes = _hold(town, case)
        _write(town, minutes)
        t.approved(town, case, by=town.head)
        with acting_as(town.convenor):
            holding.conclude(case, by=town.convenor, outcome="unresolved")
        t.agreed(town, case)
        with acting_as(town.convenor):
            escalation.escalate(case, by=town.convenor, managers=[town.assignments["steering_bup"]])
    assert visible_to(town.steering_bup) == visible_to(town.chair) == {case.pk}
    assert visible_to(town.steering_social) == set()
    assert not identity_visible_to(town.steering_bup, case)

    with clock.moved_to(occasion.starts_at + timedelta(days=3)), acting_as(town.steering_bup):
        made = escalation.Decided("BUP samordnar", town.bup, clock.today() + timedelta(days=30))
        escalation.decide(case, by=town.steering_bup, decisions=[made])
    with acting_as(town.convenor):
        assert ForumCase.objects.get(pk=case.pk).status == "decided"


def _hold(town, case):
    with acting_as(town.convenor):
        calls = Call.objects.filter(case_id=case.pk)
        return holding.hold_occasion(case, by=town.convenor, attendance={call.pk: "present" for call in calls})


def _write(town, minutes) -> None:
    with acting_as(town.convenor):
        for section in minutes.sections.all():
            holding.save_section(section, by=town.convenor, text="Det sades.", version=0)


@pytest.mark.parametrize("who", ["secretary", "admin", "reviewer", "chair", "steering_social", "other_convenor"])
def test_those_without_a_relation_see_no_case(town, who):
    t.raised(town)

    assert visible_to(getattr(town, who)) == set()


def test_another_region_sees_nothing(town, other_town):
    t.raised(town)

    assert visible_to(other_town.convenor) == visible_to(other_town.teacher) == set()
