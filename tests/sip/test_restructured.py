"""When units end and areas change, no open case is left without anybody to answer for it. [S-04]"""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from core import clock
from core.access import acting_as
from core.errors import Refused
from core.organisations.models import Area, ChangeKind
from core.organisations.restructuring.services import approve_change, propose_change, try_out
from core.people.models import RoleAssignment
from core.roles import Role
from groups.models import Forum
from sip.cases import escalation
from sip.models import Contact, ForumCase, Participation
from sip.restructured import ASKED
from tests.database import as_loader
from tests.groups import build as b
from tests.sip import lifting

SUMMARY = "Två verksamheter gör olika bedömningar."


@pytest.fixture
def unresolved(town):
    with lifting.unresolved(town) as case:
        yield case


def fresh(acting):
    return replace(acting, logged_in_at=clock.now())


def refusal(town, kind, **said):
    with acting_as(fresh(town.admin)) as by, pytest.raises(Refused) as refused:
        try_out(kind, said, clock.today(), by=by)
    return str(refused.value)


def nobody_works_in(unit):
    with as_loader():
        RoleAssignment.objects.filter(unit=unit).update(valid_to=clock.today())


def test_a_unit_with_an_open_case_and_children_of_its_own_does_not_end(town, unresolved):
    nobody_works_in(town.school)
    with as_loader():
        children = Contact.objects.filter(unit=town.school, valid_to__isnull=True).count()

    said = refusal(town, ChangeKind.END_UNIT, unit=str(town.school.pk))

    assert said == (
        "Verksamheten deltar i 1 öppet ärende. Det ska lämnas över eller avslutas först. "
        f"Verksamheten arbetar med {children} barn som ska lämnas över först."
    )
    with as_loader():
        ForumCase.objects.filter(pk=unresolved.pk).update(status="closed", ended_on=clock.today())
        Contact.objects.filter(unit=town.school).update(valid_to=clock.now())
    with acting_as(fresh(town.admin)) as by:
        lines = try_out(ChangeKind.END_UNIT, {"unit": str(town.school.pk)}, clock.today(), by=by)
    assert [line.code for line in lines] == ["units_end"]


def test_a_unit_that_has_left_the_case_may_end(town, unresolved):
    nobody_works_in(town.school)
    with as_loader():
        Participation.objects.filter(unit=town.school).update(valid_to=clock.now())
        Contact.objects.filter(unit=town.school).update(valid_to=clock.now())

    with acting_as(fresh(town.admin)) as by:
        lines = try_out(ChangeKind.END_UNIT, {"unit": str(town.school.pk)}, clock.today(), by=by)
    assert [line.code for line in lines] == ["units_end"]


def test_an_area_with_an_open_case_has_something_after_it(town, unresolved):
    with as_loader():
        RoleAssignment.objects.filter(area=town.area).update(valid_to=clock.today())

    said = refusal(town, ChangeKind.END_AREA, area=str(town.area.pk))

    assert "I området finns 1 öppet ärende. Det ska avslutas först." in said


def test_how_many_there_are_is_told_to_administrators_alone(town, unresolved):
    for who, cases in ((town.admin, 1), (town.chair, 0), (town.convenor, 0), (town.secretary, 0)):
        with acting_as(who), connection.cursor() as cursor:
            cursor.execute(ASKED, [[town.school.pk], []])
            assert cursor.fetchone()[0] == cases
    with acting_as(fresh(town.convenor)) as by, pytest.raises(PermissionDenied):
        try_out(ChangeKind.END_UNIT, {"unit": str(town.school.pk)}, clock.today(), by=by)


def test_an_open_case_goes_to_the_managers_of_what_its_area_became(town, unresolved):
    into = {str(town.east.pk): "Öster", str(town.west.pk): "Väster"}
    said = {"area": str(town.area.pk), "into": into}
    with acting_as(fresh(town.admin)) as by:
        change = propose_change(ChangeKind.SPLIT_AREA, said, on=clock.today(), reason="Delas", by=by)
    with as_loader():
        second = b.make_assignment(town.region, Role.REGION_ADMIN, "Bo Andra")
    with acting_as(fresh(b.acting_for(second))) as by:
        approve_change(change, by=by)
    with as_loader():
        east = Area.objects.get(name="Öster")
        steering = Forum.objects.get(area=east, kind="steering_group")
        chair = b.make_assignment(town.region, Role.GROUP_CHAIR, "Nya Ordförande", unit=town.social, area=east)
        member = b.make_assignment(town.region, Role.STEERING_MEMBER, "Nya Styr", unit=town.bup, area=east)
        b.make_member(steering, member, valid_from=clock.today())

    with acting_as(town.convenor) as by:
        old = town.assignments["steering_bup"]
        with pytest.raises(Refused):
            escalation.escalate(unresolved, by=by, managers=[old], is_deidentified=True, summary=SUMMARY)
        lifted = escalation.escalate(unresolved, by=by, managers=[member], is_deidentified=True, summary=SUMMARY)

    with as_loader():
        named = set(lifted.case.concerned_managers.values_list("assignment", flat=True))
        assert (lifted.area_id, named) == (town.area.pk, {chair.pk, member.pk})
