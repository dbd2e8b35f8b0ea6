"""A district that nobody convenes: the chair owes the call, by code alone, until somebody is appointed. [Decided]"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from core import clock, obligations
from core.access import acting_as, side_by_side
from core.notices import sender
from core.notices.models import Notice
from core.obligations.models import Obligation, ObligationEvent
from core.people.models import RoleAssignment
from core.roles import Role
from sip.models import ForumCase
from tests.core.obligations.build import as_worker
from tests.database import as_loader
from tests.groups import build as b
from tests.sip import town as t
from tests.sip import walk as w


@pytest.fixture
def unled(town) -> SimpleNamespace:
    """Nobody convenes in the west, where a case has been raised."""
    with as_loader():
        RoleAssignment.objects.filter(pk=town.assignments["other_convenor"].pk).update(
            valid_to=clock.today() - timedelta(days=1)
        )
    case = t.raised(town, district=town.west, noticed=clock.today() - timedelta(days=4))
    return SimpleNamespace(case=case, code=case.case.code)


def owed(acting) -> list[tuple]:
    with acting_as(acting):
        [found] = side_by_side(obligations.duties(acting, clock.today()))
        return [(duty.code, duty.detail) for duty in found]


def appointed(town) -> object:
    with as_loader():
        made = b.make_assignment(town.region, Role.FORUM_CONVENOR, "Nina Ny", unit=town.social, district=town.west)
    town.assignments["new"] = made
    return b.acting_for(made)


def test_the_clock_is_nobodys_by_name(town, unled):
    with as_loader():
        obligation = Obligation.objects.get(case_id=unled.case.pk)

    assert (obligation.owner_id, obligation.owner_role) == (None, "forum_convenor")


def test_the_chair_owes_it_with_code_and_district_and_sees_no_case(town, unled):
    assert owed(town.chair) == [(unled.code, "Väster")]

    chair = w.as_person(town, "chair")
    start = w.page(chair, reverse("core:start"))
    assert "Se till att en sammankallande utses, ett ärende väntar" in w.words(start)
    assert [text for text in (str(unled.case.pk), w.QUESTION, "Österskolan", "Elsa") if text in start] == []
    assert chair.get(reverse("sip:case_detail", args=[unled.case.pk])).status_code == 404
    with acting_as(town.chair):
        assert not ForumCase.objects.filter(pk=unled.case.pk).exists()
        assert not ObligationEvent.objects.filter(case_id=unled.case.pk).exists()
        pk = Obligation.objects.get(case_id=unled.case.pk).pk
    assert chair.get(reverse("obligations:certificate", args=[pk])).status_code == 404


def test_the_chair_is_told_at_once_in_the_portal_and_by_a_mail_that_leaves(town, unled, mailoutbox):
    chair = w.page(w.as_person(town, "chair"), reverse("notices:list"))
    assert "Ett ärende har väckts i en stadsdel som saknar sammankallande." in w.words(chair)
    assert unled.code in w.words(chair)
    with as_loader():
        told = Notice.objects.filter(kind="district_unled").values_list("recipient_id", flat=True).distinct()
        assert list(told) == [town.chair.assignment_id]
    with as_worker():
        sender.send_region(town.region.pk)
    assert [mail.subject for mail in mailoutbox if town.assignments["chair"].user.email in mail.to] == [
        "Du har en ny händelse"
    ]


def test_nobody_else_hears_of_it(town, unled):
    for who in ("convenor", "secretary", "admin", "steering_bup", "steering_social", "bup_manager", "colleague"):
        assert owed(getattr(town, who)) == [], who
    with as_loader():
        area = b.make_area(town.region, "Söder", [b.make_district(town.region, town.city, "Söder")])
        other = b.acting_for(b.make_assignment(town.region, Role.GROUP_CHAIR, "Olle Annan", area=area))
    assert owed(other) == []


def test_where_somebody_convenes_the_chair_owes_nothing_and_sees_no_clock(town):
    case = t.raised(town)

    assert owed(town.chair) == []
    assert owed(town.convenor) == [(case.case.code, "Öster")]
    with acting_as(town.chair):
        assert not Obligation.objects.filter(case_id=case.pk).exists()


def test_the_duty_moves_by_itself_to_who_is_appointed(town, unled):
    new = appointed(town)

    assert owed(new) == [(unled.code, "Väster")]
    assert owed(town.chair) == []
    with acting_as(town.chair):
        assert not Obligation.objects.filter(case_id=unled.case.pk).exists()
    t.called(town, unled.case, by=new, is_deidentified=True)
    with acting_as(new):
        assert Obligation.objects.get(case_id=unled.case.pk).status == "met"


def test_back_to_the_chair_when_the_appointed_leaves(town, unled):
    new = appointed(town)
    with as_loader():
        RoleAssignment.objects.filter(pk=new.assignment_id).update(valid_to=clock.today() - timedelta(days=1))

    assert owed(town.chair) == [(unled.code, "Väster")]


@pytest.mark.parametrize(("is_led", "hears"), [(False, "chair"), (True, "new")])
def test_the_reminder_goes_to_who_owes_it_that_day(town, unled, is_led, hears):
    if is_led:
        town.new = appointed(town)
    at = clock.now() + timedelta(days=7)  # day eleven
    with clock.moved_to(at), as_worker():
        obligations.sweep(at, wake=False)

    with as_loader():
        told = Notice.objects.filter(kind="deadline_warned").values_list("recipient_id", flat=True)
        assert set(told) == {getattr(town, hears).assignment_id}
