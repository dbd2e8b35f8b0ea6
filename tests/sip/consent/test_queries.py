"""Which consent is found for what, who is called by the units it leaves, and what it is about. [CS-05, CS-10, CS-20]"""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.http import Http404

from core import clock
from core.access import acting_as
from core.notices.models import Notice
from sip.cases.subjects import subject_of
from sip.consent.asked import next_sitting
from sip.consent.calls import called_of, tell_gone
from sip.consent.found import subject_or_404, subject_or_none
from sip.consent.queries import consent_for, escalation_consent, facts_of, given_beside
from sip.models import Call, Consent, ConsentUnit, ForumCase, Occasion, PlanInvitation, PlanMeeting
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.plans import town as p
from tests.sip.transfers import town as x

pytestmark = pytest.mark.django_db
TO_DECISION = {"purpose": "steering_escalation", "sitting": None}


def test_a_piece_goes_on_the_newest_living_consent_to_its_unit_and_kind(town):
    case, asked_for, bare = t.raised(town), t.raised(town), t.raised(town)
    older = t.consented(town, case, units=(town.school, town.bup), given_on=case.need_noticed_on)
    t.consented(town, asked_for, answered={})
    first, last = older.valid_from, older.valid_to
    day = timedelta(days=1)

    with as_loader():
        for one, unit, kind, on, expected in (
            (case, town.bup, "situation", first, older),
            (case, town.bup, "situation", last, older),
            (case, town.bup, "situation", first - day, None),
            (case, town.bup, "situation", last + day, None),
            (case, town.bup, "health", first, None),
            (case, town.social, "situation", first, None),
            (asked_for, town.bup, "situation", clock.today(), None),
            (bare, town.bup, "situation", first, None),
        ):
            assert consent_for(one.pk, unit.pk, kind, on) == expected
    newer = t.consented(town, case, **TO_DECISION)
    with as_loader():
        assert consent_for(case.pk, town.bup.pk, "situation", clock.today()) == newer
        ConsentUnit.objects.filter(unit=town.bup).update(withdrawn_at=clock.now())
        assert consent_for(case.pk, town.bup.pk, "situation", clock.today()) is None
        assert facts_of(newer).units == {town.school.pk, town.social.pk}


def test_the_managers_decide_on_a_living_written_consent_to_just_that(town):
    case, oral, asked_for, to_meet = (t.raised(town) for _number in range(4))
    found = t.consented(town, case, given_on=case.need_noticed_on, **TO_DECISION)
    t.consented(town, oral, form="oral", witness="Rut Rektor", document_place="", **TO_DECISION)
    t.consented(town, asked_for, answered={}, **TO_DECISION)
    t.consented(town, to_meet)
    first, last = found.valid_from, found.valid_to
    day = timedelta(days=1)

    with as_loader():
        assert [escalation_consent(case.pk, on) for on in (first, last)] == [found, found]
        assert [escalation_consent(case.pk, on) for on in (first - day, last + day)] == [None, None]
        assert [escalation_consent(one.pk, clock.today()) for one in (oral, asked_for, to_meet)] == [None] * 3


def test_beside_one_that_is_asked_for_stands_what_was_given_for_the_same_and_nothing_else(town):
    case = t.raised(town)
    far_off = t.consented(town, case)
    with as_loader():
        Consent.objects.filter(pk=far_off.pk).update(sitting=7)
    decision = t.consented(town, case, **TO_DECISION)
    given = t.consented(town, case)
    t.consented(town, t.raised(town))
    asked_for = t.consented(town, case, answered={})

    with as_loader():
        Consent.objects.filter(pk=decision.pk).update(sitting=1)
        assert list(given_beside(asked_for)) == [given]
        assert list(given_beside(given)) == []


def test_the_next_sitting_is_the_one_after_the_last_that_was_called(town):
    case = t.raised(town)
    with acting_as(town.teacher):
        assert next_sitting(case) == 1
    first = t.called(town, case, is_deidentified=True)
    with as_loader():
        Occasion.objects.filter(pk=first.pk).update(status="cancelled")
        first.pk, first.number, first.status = uuid4(), 4, "cancelled"
        first.save(force_insert=True)
        assert next_sitting(case) == 5


def test_called_to_a_sitting_are_those_of_the_units_who_are_waited_for_with_the_childs_name(town):
    case, other, nameless = (t.raised(town) for _number in range(3))
    for one in (case, other):
        t.consented(town, one)
        t.called(town, one)
    t.called(town, nameless, is_deidentified=True)
    units = [town.bup.pk, town.social.pk]
    managers = {town.bup_manager.assignment_id, town.social_manager.assignment_id}

    with as_loader():
        found = called_of(case, units)
        assert (set(found), len(found)) == (managers, 2)
        assert called_of(case, units[:1]) == [town.bup_manager.assignment_id]
        assert called_of(case, []) == []
        Call.objects.filter(case_id=case.pk, unit=town.bup).update(attendance="released")
        assert called_of(case, units) == [town.social_manager.assignment_id]
        Occasion.objects.filter(case_id=case.pk).update(status="cancelled")
        assert [called_of(one, units) for one in (case, nameless)] == [[], []]
        assert Call.objects.filter(case_id=nameless.pk, unit__in=units).count() == 2


def test_whoever_closes_the_case_to_others_is_not_told_that_the_own_call_has_gone(town):
    case = t.raised(town)
    gone = [town.teacher.assignment_id, town.bup_manager.assignment_id]

    with acting_as(town.teacher):
        tell_gone(case, gone, by=town.teacher)

    with as_loader():
        told = Notice.objects.filter(kind="call_gone", case_id=case.pk).values_list("recipient_id", flat=True)
        assert set(told) == {town.bup_manager.assignment_id}


def test_called_to_a_plans_meeting_are_those_of_the_units_while_it_lies_ahead():
    town, plan = p.until("meeting_called")
    with as_loader():
        assert called_of(plan, [town.bup.pk]) == [town.bup_worker.assignment_id]
        PlanInvitation.objects.filter(case_id=plan.pk, unit=town.bup).update(attendance="released")
        assert called_of(plan, [town.bup.pk]) == []
        PlanInvitation.objects.filter(case_id=plan.pk, unit=town.bup).update(attendance="unknown")
        PlanMeeting.objects.filter(case_id=plan.pk).update(status="cancelled")
        assert called_of(plan, [town.bup.pk]) == []


def test_what_a_consent_is_about_is_the_plan_the_transfer_or_the_case_of_its_id(django_assert_num_queries):
    town = p.make_town()
    made = [p.started(town), p.started(town), x.started(town), x.started(town), t.raised(town), t.raised(town)]
    hidden = t.raised(town, by=town.social_worker, child=t.child_of(town, by=town.social_worker))
    request = SimpleNamespace(acting=town.teacher)

    with acting_as(town.teacher):
        for one in made:
            assert [subject_of(one.pk), subject_or_404(request, one.pk)] == [one, one]
        with pytest.raises(ForumCase.DoesNotExist):
            subject_of(uuid4())
        for pk in (hidden.pk, uuid4()):
            assert subject_or_none(town.teacher, pk) is None
            with pytest.raises(Http404):
                subject_or_404(request, pk)
        with django_assert_num_queries(1):
            subject_or_none(town.teacher, made[0].pk)
