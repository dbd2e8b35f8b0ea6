"""Areas and units change when two administrators have agreed, and all that follows comes with it. [S-04, security 2]"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction

from core import access, clock
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from core.organisations import queries
from core.organisations.models import Area, ChangeKind, Principal, ProfileOverride, StructureChange, Unit, UnitLink
from core.organisations.restructuring.outcome import Line, say
from core.organisations.restructuring.services import approve_change, decline_change, propose_change, try_out
from core.organisations.states import OverrideStatus
from core.people.models import RoleAssignment, RoleProposal
from tests.core.organisations.conftest import staff
from tests.core.people.build import acting, assignment
from tests.database import as_loader

pytestmark = pytest.mark.django_db
K = ChangeKind


def later(days=30) -> date:
    return clock.today() + timedelta(days=days)


def ids(*rows) -> list[str]:
    return [str(row.pk) for row in rows]


def propose(county, kind, who=None, on=None, **said):
    with access.acting_as(acting(who or county.ada)) as by:
        return propose_change(kind, said, on=on or later(), reason="Stadsdelarna slås ihop", by=by)


def approve(change, who, **kwargs):
    with access.acting_as(acting(who, **kwargs)) as by:
        return approve_change(change, by=by)


def decided(county, kind, **said):
    return approve(propose(county, kind, **said), county.bo)


def refused(county, kind, **said):
    with pytest.raises(Refused) as refusal:
        propose(county, kind, **said)
    return refusal.value


def split(county):
    return {"area": str(county.east.pk), "into": {str(county.one.pk): "Ett", str(county.two.pk): "Tva"}}


def said_of(change) -> list[str]:
    return [say(Line(**line)) for line in change.said["lines"]]


def names(rows):
    return sorted(row.name for row in rows)


def areas_on(county, day):
    with as_loader():
        return names(queries.areas_on(county.region.pk, day))


def test_a_proposal_changes_nothing_and_says_what_it_leads_to(county):
    change = propose(county, K.SPLIT_AREA, **split(county))

    assert change.status == OverrideStatus.PROPOSED
    assert areas_on(county, later()) == ["Oster", "Vaster"]
    assert "BUS lokal styrgrupp Ett" in " ".join(said_of(change))
    with as_loader():
        acts = AuditEvent.objects.filter(act__startswith="structure.").values_list("act", "reason")
        assert list(acts) == [("structure.proposed", "split_area")]
        assert not AuditEvent.objects.filter(act="area.split").exists()


def test_the_other_administrators_yes_divides_the_area_from_the_day(county):
    change = decided(county, K.SPLIT_AREA, **split(county))

    assert areas_on(county, later(29)) == ["Oster", "Vaster"]
    assert areas_on(county, later()) == ["Ett", "Tva", "Vaster"]
    with as_loader():
        assert set(change.about) == set(ids(*Area.objects.exclude(pk=county.west.pk)))
        acts = list(AuditEvent.objects.exclude(act__startswith="membership").order_by("number").values_list("act"))
    assert [act for (act,) in acts] == ["structure.proposed", "area.split", "structure.approved"]


def test_areas_are_merged_and_ended(county):
    decided(county, K.MERGE_AREAS, areas=ids(county.east, county.west), name="Hela staden")

    assert areas_on(county, later()) == ["Hela staden"]
    with as_loader():
        whole = Area.objects.get(name="Hela staden")
    decided(county, K.END_AREA, area=str(whole.pk), on=later(60))
    assert areas_on(county, later(60)) == ["Hela staden"]
    assert areas_on(county, later(61)) == []


def test_an_area_begins_of_a_district_that_lies_in_none(county):
    error = refused(county, K.ADD_AREA, name="Ny", districts=ids(county.one))
    assert (error.field, "Ett" in str(error)) == ("districts", True)
    decided(county, K.ADD_DISTRICT, name="Fyra", principal=str(county.town.pk), area=None)
    with as_loader():
        fourth = county.one.__class__.objects.get(name="Fyra")
    decided(county, K.ADD_AREA, name="Ny", districts=ids(fourth))

    assert areas_on(county, later()) == ["Ny", "Oster", "Vaster"]


def test_a_principal_and_its_unit_begin(county):
    said = {"principal_kind": "independent_school", "name": "Friskolan", "short_name": "", "contracted_by": None}
    decided(county, K.ADD_PRINCIPAL, **said)
    with as_loader():
        owner = Principal.objects.get(name="Friskolan")
    decided(
        county, K.ADD_UNIT, name="Ekskolan", unit_type="school", principal=str(owner.pk),
        second_principal=str(county.town.pk), district=str(county.one.pk), serves=ids(county.east),
        age_from=6, age_to=16,
    )  # fmt: skip

    with as_loader():
        made = Unit.objects.get(name="Ekskolan")
        assert (made.principal, made.second_principal, made.valid_from) == (owner, county.town, later())
        assert names(queries.areas_served(made.pk, later())) == ["Oster"]


def test_another_name_holds_at_once_and_another_bears_it_no_more(county):
    decided(county, K.RENAME, of="area", area=str(county.east.pk), name="Öster om ån", on=clock.today())

    assert areas_on(county, clock.today()) == ["Vaster", "Öster om ån"]
    for name in ("Vaster", "Öster om ån", ""):
        assert refused(county, K.RENAME, of="area", area=str(county.east.pk), name=name).field == "name"


def test_a_unit_serves_other_areas_from_a_day(county):
    decided(county, K.SERVE, unit=str(county.school.pk), areas=ids(county.west))

    with as_loader():
        assert names(queries.areas_served(county.school.pk, later(29))) == ["Oster"]
        assert names(queries.areas_served(county.school.pk, later())) == ["Vaster"]
    assert refused(county, K.SERVE, unit=str(county.clinic.pk), areas=ids(county.west, county.east)).field == "areas"
    assert refused(county, K.SERVE, unit=str(county.school.pk), areas=[], on=later(10)).field == "on"


def end_assignments(unit):
    with as_loader():
        RoleAssignment.objects.filter(unit=unit).update(valid_to=later(29))


def test_a_unit_does_not_end_while_somebody_works_there(county):
    said = {"unit": str(county.school.pk), "on": later(29)}
    assert str(refused(county, K.END_UNIT, **said)) == (
        "1 roll gäller efter den sista dagen (Handläggare). Avsluta eller flytta den först."
    )

    end_assignments(county.school)
    decided(county, K.END_UNIT, **said)

    with as_loader():
        assert Unit.objects.get(pk=county.school.pk).valid_to == later(29)
        assert names(queries.areas_served(county.school.pk, later(29))) == ["Oster"]
        assert names(queries.areas_served(county.school.pk, later(30))) == []
    assert refused(county, K.END_UNIT, **said).field == "on"


def test_a_unit_with_parts_ends_after_them(county):
    with as_loader():
        Unit.objects.create(
            region=county.region, code="del", name="Del", unit_type="bup", principal=county.care, parent=county.clinic,
            valid_from=date(2020, 1, 1),
        )  # fmt: skip

    assert "Del" in str(refused(county, K.END_UNIT, unit=str(county.clinic.pk)))


def test_a_unit_is_split_and_the_old_one_may_stay_until_all_is_handed_over(county):
    said = {"unit": str(county.clinic.pk), "names": ["BUP Norr", "BUP Söder"], "last": None}
    change = decided(county, K.SPLIT_UNIT, **said)

    with as_loader():
        links = UnitLink.objects.filter(predecessor=county.clinic).select_related("successor")
        assert {(one.successor.name, one.kind, one.on) for one in links} == {
            ("BUP Norr", "split", later()),
            ("BUP Söder", "split", later()),
        }
        north = Unit.objects.get(name="BUP Norr")
        assert (north.principal, north.age_to, Unit.objects.get(pk=county.clinic.pk).valid_to) == (
            county.care,
            17,
            None,
        )
        assert names(queries.areas_served(north.pk, later())) == ["Oster", "Vaster"]
        assert str(county.clinic.pk) in change.about


def test_units_of_one_principal_are_merged_and_end(county):
    with as_loader():
        other = Unit.objects.create(
            region=county.region, code="bup2", name="BUP Två", unit_type="bup", principal=county.care,
            valid_from=date(2020, 1, 1),
        )  # fmt: skip
    said = {"unit": str(county.clinic.pk), "units": ids(other), "name": "BUP Staden", "last": later(29).isoformat()}
    decided(county, K.MERGE_UNITS, **said)

    with as_loader():
        assert Unit.objects.filter(valid_to=later(29)).count() == 2
        assert UnitLink.objects.filter(successor__name="BUP Staden", kind="merge").count() == 2
        assert names(Unit.objects.on(later()).filter(unit_type="bup")) == ["BUP Staden"]


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        (K.MERGE_UNITS, {"units": "school"}, "units"),
        (K.MERGE_UNITS, {"units": ""}, "units"),
        (K.SPLIT_UNIT, {"names": ["En"]}, "names"),
        (K.SPLIT_UNIT, {"names": ["En", "BUP"]}, "names"),
        (K.SPLIT_UNIT, {"names": ["En", "Två"], "last": later(3).isoformat()}, "last"),
    ],
)
def test_what_units_cannot_become_is_refused_beside_the_field(county, kind, changes, field):
    said = {"unit": str(county.clinic.pk), "units": [], "name": "Ny", "names": [], "last": None, **changes}
    said["units"] = ids(county.school) if said["units"] else []

    assert refused(county, kind, **said).field == field


def test_the_roles_of_a_split_area_are_proposed_where_each_unit_lies(county):
    chair = staff(county.region, "group_chair", "Nora", unit=county.school, area=county.east)
    doctor = staff(county.region, "steering_member", "Dag", unit=county.clinic, area=county.east)
    change = decided(county, K.SPLIT_AREA, **split(county))

    with as_loader():
        asked = RoleProposal.objects.select_related("area").order_by("role", "area__name")
        assert [(one.person_id, one.role, one.area.name, one.valid_from, one.status) for one in asked] == [
            (chair.person_id, "group_chair", "Ett", later(), "proposed"),
            (doctor.person_id, "steering_member", "Ett", later(), "proposed"),
            (doctor.person_id, "steering_member", "Tva", later(), "proposed"),
        ]
        assert RoleAssignment.objects.get(pk=chair.pk).valid_to is None
    assert "2 roller föreslås i Ett och väntar på en annan administratör." in said_of(change)


def test_an_area_that_nothing_comes_after_is_left_first(county):
    staff(county.region, "group_chair", "Nora", unit=county.school, area=county.east)

    assert "Ordförande" in str(refused(county, K.END_AREA, area=str(county.east.pk)))


def test_nobody_approves_an_own_proposal(county):
    change = propose(county, K.SPLIT_AREA, **split(county))
    also = assignment(county.region, "region_admin", who=county.ada.user)

    for who in (county.ada, also, county.maj):
        with pytest.raises(PermissionDenied):
            approve(change, who)
    with as_loader(), pytest.raises(IntegrityError, match="structure_approved_by_another"), transaction.atomic():
        StructureChange.objects.filter(pk=change.pk).update(approved_user=county.ada.user_id)
    assert areas_on(county, later()) == ["Oster", "Vaster"]


def test_a_stale_sign_in_neither_proposes_nor_decides(county):
    change = propose(county, K.SPLIT_AREA, **split(county))
    stale = {"signed_in_ago": timedelta(minutes=11)}

    with pytest.raises(Refused):
        approve(change, county.bo, **stale)
    with access.acting_as(acting(county.ada, **stale)) as by, pytest.raises(Refused):
        propose_change(K.SPLIT_AREA, split(county), on=later(), reason="", by=by)


def test_who_is_no_administrator_neither_proposes_nor_tries(county):
    with access.acting_as(acting(county.maj)) as by:
        with pytest.raises(PermissionDenied):
            propose_change(K.SPLIT_AREA, split(county), on=later(), reason="", by=by)
        with pytest.raises(PermissionDenied):
            try_out(K.SPLIT_AREA, split(county), later(), by=by)


def test_a_decision_is_made_once_and_may_be_no(county):
    change = propose(county, K.SPLIT_AREA, **split(county))
    with access.acting_as(acting(county.ada)) as by:
        assert decline_change(change, by=by).status == OverrideStatus.DECLINED
    with pytest.raises(WrongState):
        approve(change, county.bo)

    assert areas_on(county, later()) == ["Oster", "Vaster"]


def test_a_change_that_can_no_longer_be_made_is_refused_whole(county):
    first = propose(county, K.SPLIT_AREA, **split(county))
    second = propose(county, K.MERGE_AREAS, areas=ids(county.east, county.west), name="Hela")
    approve(second, county.bo)

    with pytest.raises(Refused):
        approve(first, county.bo)
    assert areas_on(county, later()) == ["Hela"]


def test_an_approval_after_the_day_holds_from_today(county):
    change = propose(county, K.SPLIT_AREA, **split(county))
    with as_loader():
        StructureChange.objects.filter(pk=change.pk).update(on=date(2026, 1, 1))

    assert approve(change, county.bo).on == clock.today()
    assert areas_on(county, clock.today()) == ["Ett", "Tva", "Vaster"]


def test_a_day_that_has_passed_is_refused(county):
    assert refused(county, K.SPLIT_AREA, on=later(-1), **split(county)).field == "on"


def test_what_another_region_has_cannot_be_chosen(county, other):
    error = refused(county, K.MERGE_AREAS, areas=ids(county.east, other.west), name="Hela")

    assert error.field is None
    with as_loader():
        assert Area.objects.get(pk=other.west.pk).valid_to is None


def test_proposals_are_the_administrators_own(county, other):
    propose(county, K.SPLIT_AREA, **split(county))

    for who, seen in ((county.bo, 1), (county.maj, 0), (other.ada, 0)):
        with access.acting_as(acting(who)):
            assert StructureChange.objects.count() == seen


def test_an_areas_own_values_go_on_in_its_parts_and_nobody_smuggles_in_another(county):
    with as_loader():
        ProfileOverride.objects.create(
            region=county.region, area=county.east, key="has_working_group", value=False, valid_from=date(2020, 1, 1),
            status="approved", from_file=True,
        )  # fmt: skip
    decided(county, K.SPLIT_AREA, **split(county))

    with as_loader():
        own = ProfileOverride.objects.filter(valid_from=later()).values_list("area__name", "key", "value")
        assert set(own) == {("Ett", "has_working_group", False), ("Tva", "has_working_group", False)}
        part = Area.objects.get(name="Ett")
    smuggled = {"region": county.region, "area": part, "key": "spider_enabled", "value": True, "valid_from": later()}
    refusing = pytest.raises(ProgrammingError, match="row-level security")
    with access.acting_as(acting(county.ada)), refusing, transaction.atomic():
        ProfileOverride.objects.create(**smuggled, status="approved", from_file=True)
