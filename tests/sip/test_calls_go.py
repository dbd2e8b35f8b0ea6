"""Whoever is called by a unit that the consent no longer covers is called no more, and is told. [CS-20, facts 9.8]"""

from datetime import timedelta

import pytest
from django.db import connection

from core import clock
from core.access import acting_as
from core.errors import PermissionDenied
from core.notices.models import Notice
from sip.cases.page import case_page
from sip.consent.services import withdraw_consent
from sip.family.readers import Reader
from sip.individual_forum import calling
from sip.individual_forum.forms import HoldForm
from sip.individual_forum.holding import hold_occasion
from sip.models import Call, Consent, Participation, PlanInvitation, PlanMeeting, PlanTelling
from sip.plans import start
from sip.plans.call_paper import call_paper
from sip.plans.services import meeting as meetings
from tests.audit_rows import acts_of
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db


def attendance(model, case) -> dict[str, str]:
    with as_loader():
        rows = model.objects.filter(case_id=case.pk).select_related("unit")
        return {row.unit.name: row.attendance for row in rows}


def told(kind: str) -> set:
    with as_loader():
        return set(Notice.objects.filter(kind=kind).values_list("recipient_id", flat=True))


def test_toward_one_unit_its_calls_to_the_forum_go_and_the_sitting_is_held_without_it(town):
    case = t.raised(town)
    consent = t.consented(town, case)
    occasion = t.called(town, case)
    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher, unit=town.bup)

    assert attendance(Call, case) == {
        "BUP Norr": "released", "Barnenheten Öster": "unknown", "Österskolan": "unknown",
    }  # fmt: skip
    assert told("call_gone") == {town.bup_manager.assignment_id}
    assert town.bup_manager.assignment_id not in told("consent_withdrawn")
    assert town.convenor.assignment_id in told("consent_withdrawn")
    with as_loader():
        own = Participation.objects.filter(case_id=case.pk, occasion=occasion, valid_to__isnull=False)
        assert list(own.values_list("unit__name", flat=True)) == ["BUP Norr"]
    with clock.moved_to(occasion.starts_at + timedelta(hours=1)), acting_as(town.convenor) as acting:
        form = HoldForm(case, occasion)
        assert {call.unit.name for call in form.calls} == {"Barnenheten Öster", "Österskolan"}
        hold_occasion(case, by=acting, attendance={call.pk: "present" for call in form.calls})
    assert attendance(Call, case)["BUP Norr"] == "released"


def test_the_convenor_sees_who_is_called_no_more_and_the_called_cannot_answer(town):
    case = t.raised(town)
    consent = t.consented(town, case)
    t.called(town, case)
    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher, unit=town.bup)
    with acting_as(town.convenor):
        case.refresh_from_db()
        [sitting] = case_page(town.convenor, case)["occasions"]
        assert sitting["gone"] == ["Bo Chef"]
    with as_loader():
        call = Call.objects.get(case_id=case.pk, unit=town.bup)
    with acting_as(town.bup_manager), pytest.raises(PermissionDenied):
        calling.answer_call(call, by=town.bup_manager, reply="yes")


def test_toward_one_unit_its_invitations_to_the_plans_meeting_go():
    town, plan = p.until("meeting_called")
    with as_loader():
        called = PlanMeeting.objects.get(case_id=plan.pk)
    with acting_as(town.teacher):
        withdraw_consent(Consent.objects.get(case_id=plan.pk), by=town.teacher, unit=town.bup)

    found = attendance(PlanInvitation, plan)
    assert found == {"BUP Norr": "released", "Barnenheten Öster": "unknown", "Österskolan": "unknown"}
    assert told("call_gone") == {town.bup_worker.assignment_id}
    with as_loader():
        named = call_paper(called, called.invitations.all(), Reader("x", "x"))["people"]
        assert (len(named), [name for name in named if "BUP" in name]) == (2, [])
        row = PlanInvitation.objects.get(meeting=called, unit=town.bup)
        came = {one.pk: "present" for one in PlanInvitation.objects.filter(meeting=called).exclude(pk=row.pk)}
    with acting_as(town.bup_worker):
        assert not start._calls(town.bup_worker).exists()
        with pytest.raises(PermissionDenied):
            meetings.answer_invitation(row, by=town.bup_worker, reply="yes")
    with clock.moved_to(called.starts_at + timedelta(hours=1)), acting_as(town.teacher):
        meetings.hold_meeting(called, by=town.teacher, attendance=came, child_present=True, guardians_present=True)
    assert attendance(PlanInvitation, plan)["BUP Norr"] == "released"


def test_a_narrower_consent_lets_go_of_whom_it_no_longer_covers_and_a_narrower_question_of_nobody():
    town, plan = p.until("meeting_called")
    p.consented(town, plan, units=(town.school, town.social), answers=None)
    assert "released" not in attendance(PlanInvitation, plan).values()

    p.consented(town, plan, units=(town.school, town.social))

    assert attendance(PlanInvitation, plan)["BUP Norr"] == "released"
    assert told("call_gone") == {town.bup_worker.assignment_id}
    assert "consent.narrowed" in acts_of(plan)
    with as_loader():
        assert PlanTelling.objects.filter(case_id=plan.pk, change="narrowed").exists()


def test_a_consent_as_wide_as_the_one_before_lets_go_of_nobody():
    town, plan = p.until("meeting_called")
    p.consented(town, plan)

    assert "released" not in attendance(PlanInvitation, plan).values()
    assert told("call_gone") == set()
    assert "consent.narrowed" not in acts_of(plan)


def test_the_database_takes_the_calls_itself_and_only_those_that_lie_ahead(town):
    case = t.raised(town)
    consent = t.consented(town, case)
    occasion = t.called(town, case)
    other = t.raised(town)
    t.consented(town, other)
    t.called(town, other)
    statement = "UPDATE sip_consentunit SET withdrawn_at = now() WHERE consent_id = %s AND unit_id = %s"
    with as_loader():
        Call.objects.filter(unit=town.social).update(attendance="absent")
    with acting_as(town.teacher), connection.cursor() as cursor:
        cursor.execute(statement, [consent.pk, town.bup.pk])
        cursor.execute(statement, [consent.pk, town.social.pk])
    assert attendance(Call, case)["BUP Norr"] == "released"
    assert attendance(Call, case)["Barnenheten Öster"] == "absent"
    assert "released" not in attendance(Call, other).values()
    with as_loader():
        occasion.calls.update(attendance="unknown")
        occasion.status = "cancelled"
        occasion.save(update_fields=["status"])
    with acting_as(town.teacher), connection.cursor() as cursor:
        cursor.execute(statement, [consent.pk, town.school.pk])
    assert "released" not in attendance(Call, case).values()
