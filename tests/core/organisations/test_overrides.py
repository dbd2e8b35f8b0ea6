"""An area's own value: proposed by one administrator, decided by another, from its day. [F2, security 2]"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from core import access, clock
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from core.obligations.models import DeadlineRule
from core.organisations import overrides
from core.organisations.administration.services import approve_override, decline_override, propose_override
from core.organisations.models import Area, ProfileOverride
from core.organisations.states import OverrideStatus
from core.regions.profile import profile_of
from tests.core.people.build import acting, assignment, user
from tests.database import as_loader

pytestmark = pytest.mark.django_db


def propose(county, who=None, **changes):
    values = {
        "key": "has_working_group",
        "value": False,
        "valid_from": clock.today(),
        "valid_to": None,
        "reason": "Prov",
    }
    with access.acting_as(acting(who or county.ada)) as by:
        return propose_override(county.east, by=by, **{**values, **changes})


def approve(override, who, **kwargs):
    with access.acting_as(acting(who, **kwargs)) as by:
        return approve_override(override, by=by)


def working_group(county, area=None, on=None):
    with access.acting_as(acting(county.maj)):
        return profile_of(county.region.pk, on, area_id=area and area.pk).has_working_group


def acts():
    with as_loader():
        rows = AuditEvent.objects.filter(act__startswith="override.").order_by("number")
        return list(rows.values_list("act", "reason"))


def test_a_proposal_changes_nothing(county):
    override = propose(county)

    assert override.status == OverrideStatus.PROPOSED
    assert working_group(county, county.east) is True
    assert acts() == [("override.proposed", "has_working_group")]


def test_the_other_administrators_yes_makes_it_hold_in_that_area_only(county):
    override = approve(propose(county), county.bo)

    assert (override.status, override.approved_user) == (OverrideStatus.APPROVED, county.bo.user_id)
    assert working_group(county, county.east) is False
    assert working_group(county, county.west) is True
    assert working_group(county) is True
    assert acts() == [("override.proposed", "has_working_group"), ("override.approved", "has_working_group")]


def test_a_value_holds_from_its_day_to_its_day(county):
    first, last = clock.today() + timedelta(days=10), clock.today() + timedelta(days=20)
    approve(propose(county, valid_from=first, valid_to=last), county.bo)

    days = [first - timedelta(days=1), first, last, last + timedelta(days=1)]
    assert [working_group(county, county.east, day) for day in days] == [True, False, False, True]


def test_a_new_value_ends_the_one_before(county):
    tomorrow = clock.today() + timedelta(days=1)
    first = approve(propose(county), county.bo)
    approve(propose(county, value=True, valid_from=tomorrow), county.bo)

    with as_loader():
        first.refresh_from_db()
    assert first.valid_to == clock.today()
    assert [working_group(county, county.east, day) for day in (clock.today(), tomorrow)] == [False, True]


def test_a_value_decided_ahead_stands_in_the_way(county):
    approve(propose(county, valid_from=clock.today() + timedelta(days=30)), county.bo)
    override = propose(county, value=True)

    with pytest.raises(Refused) as refusal:
        approve(override, county.bo)

    assert refusal.value.field == "valid_from"
    assert working_group(county, county.east) is True


def test_an_approval_after_the_day_holds_from_today(county):
    override = propose(county)
    with as_loader():
        ProfileOverride.objects.filter(pk=override.pk).update(valid_from=date(2026, 1, 1))

    assert approve(override, county.bo).valid_from == clock.today()


def test_nobody_approves_an_own_proposal(county):
    override = propose(county)
    also = assignment(county.region, "region_admin", who=county.ada.user)

    for who in (county.ada, also):
        with pytest.raises(PermissionDenied):
            approve(override, who)
    with as_loader(), pytest.raises(IntegrityError, match="override_approved_by_another"), transaction.atomic():
        ProfileOverride.objects.filter(pk=override.pk).update(approved_user=county.ada.user_id)


def test_nobody_approves_with_another_account_of_the_same_person(county):
    override = propose(county)
    twin = assignment(county.region, "region_admin", who=user(passphrase=None), person=county.ada.person)

    with pytest.raises(PermissionDenied):
        approve(override, twin)


def test_only_administrators_propose(county):
    with pytest.raises(PermissionDenied):
        propose(county, who=county.maj)
    override = propose(county)
    with pytest.raises(PermissionDenied):
        approve(override, county.maj)


def test_another_regions_administrator_reaches_neither_area_nor_proposal(county, other):
    override = propose(county)

    with pytest.raises(PermissionDenied):
        approve(override, other.ada)
    with pytest.raises(Area.DoesNotExist):
        propose(county, who=other.ada)


def test_a_stale_login_asks_who_sits_there(county):
    override = propose(county)

    with pytest.raises(Refused) as refusal:
        approve(override, county.bo, signed_in_ago=timedelta(minutes=11))

    assert refusal.value.field == "confirm"
    assert working_group(county, county.east) is True


def test_a_decision_is_made_once(county):
    override = approve(propose(county), county.bo)

    with pytest.raises(WrongState, match="Beslutad"):
        approve(override, county.bo)
    with pytest.raises(WrongState), access.acting_as(acting(county.bo)) as by:
        decline_override(override, by=by)


def test_a_declined_and_a_withdrawn_proposal_change_nothing(county):
    for who in (county.bo, county.ada):
        override = propose(county)
        with access.acting_as(acting(who)) as by:
            assert decline_override(override, by=by).status == OverrideStatus.DECLINED
    assert working_group(county, county.east) is True
    assert [act for act, _reason in acts()] == ["override.proposed", "override.declined"] * 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": "ja"}, "value"),
        ({"key": "age_limit", "value": 20}, "value"),
        ({"key": "has_individual_forum", "value": None}, "value"),
        ({"key": "deadlines", "value": {"DL-01": {"amount": "ten"}}}, "value"),
        ({"key": "deadlines", "value": {"DL-01": 10}}, "value"),
        ({"key": "meetings_min.steering", "value": [{"count": 1, "per": "week"}]}, "value"),
        ({"valid_from": date(2026, 1, 1)}, "valid_from"),
        ({"valid_to": date(2026, 1, 1)}, "valid_to"),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(county, changes, field):
    with pytest.raises(Refused) as refusal:
        propose(county, **changes)

    assert refusal.value.field == field
    with as_loader():
        assert ProfileOverride.objects.count() == 0


def test_an_area_that_has_ended_takes_no_values(county):
    with as_loader():
        Area.objects.filter(pk=county.east.pk).update(valid_to=date(2020, 1, 1))

    with pytest.raises(Refused):
        propose(county)


def test_a_deadline_is_changed_row_by_row_and_others_are_told(county, monkeypatch):
    told = []
    monkeypatch.setattr(overrides, "after_decision", [lambda override, by: told.append((override.key, by.role))])
    approve(propose(county, key="deadlines", value={"DL-01": {"amount": 10}}), county.bo)

    with access.acting_as(acting(county.maj)):
        own, plain = (profile_of(county.region.pk, area_id=area) for area in (county.east.pk, None))
    assert (own.forum_deadline_days, plain.forum_deadline_days) == (10, 14)
    assert own.deadlines["DL-01"].warn_offsets == plain.deadlines["DL-01"].warn_offsets == (10,)
    assert told == [("deadlines", "region_admin")]


def test_the_clocks_rules_follow_the_areas_own_deadline(county):
    approve(propose(county, key="deadlines", value={"DL-01": {"amount": 10}}), county.bo)

    with access.acting_as(acting(county.maj)):
        rules = DeadlineRule.objects.filter(area=county.east)
        assert [(rule.code, rule.amount, rule.valid_from) for rule in rules] == [("DL-01", 10, clock.today())]


def test_when_an_app_cannot_follow_nothing_is_decided(county, monkeypatch):
    def fail(override, by):
        raise Refused("Det går inte.")

    override = propose(county)
    monkeypatch.setattr(overrides, "after_decision", [fail])

    with pytest.raises(Refused), access.acting_as(acting(county.bo)) as by:
        approve_override(override, by=by)

    with as_loader():
        override.refresh_from_db()
    assert override.status == OverrideStatus.PROPOSED
    assert working_group(county, county.east) is True
