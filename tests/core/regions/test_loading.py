"""Loading a region: whole or not at all, once, and each change from its day."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from core import access, clock
from core.organisations.models import Area, AreaDistrict, AreaService, District, ProfileOverride, Unit
from core.organisations.restructuring.services import approve_change, propose_change
from core.regions import loading
from core.regions.models import LegalReference, Region, RegionProfile
from core.regions.problems import ProfileError
from core.regions.profile import profile_of
from tests.core.people.build import acting, administrator
from tests.core.regions.conftest import PROFILES
from tests.database import as_loader, as_role

pytestmark = pytest.mark.django_db

COUNTED = (RegionProfile, LegalReference, Area, AreaDistrict, ProfileOverride, AreaService, Unit)


def rows():
    with as_loader():
        return {model: sorted(model.objects.values_list(), key=str) for model in COUNTED}


def refused(load, data):
    with pytest.raises(ProfileError) as error:
        load(data)
    return [line.removeprefix("provlan.yaml: nyckeln ") for line in str(error.value).splitlines()]


def test_the_regions_of_the_repository_are_loaded():
    with as_role("bus_owner"):
        made = [loading.load_region(path).region.pk for path in sorted(PROFILES.glob("*.yaml"))]

    with as_loader():
        found = {
            region.code: (Area.objects.filter(region=region).count(), Unit.objects.filter(region=region).count())
            for region in Region.objects.filter(pk__in=made)
        }
    assert found == {"stockholm": (37, 141), "vastmanland": (4, 88), "jamtland": (8, 47)}


def test_the_same_content_twice_changes_nothing(load, small):
    first = load(small)
    before = rows()

    again = load(dict(reversed(small.items())))

    assert (first.is_new, again.is_new, again.version) == (True, False, 1)
    assert rows() == before


def test_loading_again_on_demand_changes_nothing_either(small, tmp_path, load):
    load(small)
    before = rows()

    with as_role("bus_owner"):
        loading.load_region(tmp_path / "provlan.yaml", again=True)

    assert rows() == before


def test_a_change_is_a_new_version_from_today(load, small, freeze):
    freeze(date(2026, 3, 2))
    first = load(small)
    second = load({**small, "small_count_threshold": 7})

    with as_loader():
        versions = RegionProfile.objects.filter(region=first.region).order_by("version")
        days = [(row.version, row.valid_from, row.valid_to) for row in versions]
    assert days == [(1, date(2010, 1, 1), date(2026, 3, 1)), (2, date(2026, 3, 2), None)]
    assert second.valid_from == date(2026, 3, 2)
    with access.acting_as(job="test", region_id=first.region.pk):
        assert profile_of(first.region.pk, date(2026, 3, 1)).small_count_threshold == 5
        assert profile_of(first.region.pk, date(2026, 3, 2)).small_count_threshold == 7


def test_a_change_may_be_announced_ahead(load, small, freeze):
    freeze(date(2026, 3, 2))
    region = load(small).region

    load({**small, "valid_from": "2027-01-01", "age_limit": 19})

    with access.acting_as(job="test", region_id=region.pk):
        assert [profile_of(region.pk, day).age_limit for day in (date(2026, 12, 31), date(2027, 1, 1))] == [18, 19]


def test_two_changes_on_one_day_the_later_is_right(load, small):
    region = load(small).region
    load({**small, "age_limit": 19})
    load({**small, "age_limit": 20})

    with access.acting_as(job="test", region_id=region.pk):
        assert profile_of(region.pk).age_limit == 20


def test_what_a_district_lies_in_changes_by_days(load, small):
    load(small)
    north, south = small["areas"]
    north = {**north, "districts": ["alby", {"code": "boby", "valid_to": "2026-12-31"}]}
    south = {**south, "districts": ["ceby", {"code": "boby", "valid_from": "2027-01-01"}]}

    load({**small, "areas": [south, north]})

    with as_loader():
        days = AreaDistrict.objects.filter(district__code="boby").order_by("valid_from")
        found = [(row.area.code, row.valid_from, row.valid_to) for row in days]
    assert found == [
        ("norr", date(2015, 1, 1), date(2026, 12, 31)),
        ("soder", date(2027, 1, 1), None),
    ]


def test_what_others_have_changed_stays_unless_the_file_speaks_of_it(load, small):
    load(small)
    with as_loader():
        Unit.objects.filter(code="bup").update(mission="Skriven för hand")

    load({**small, "age_limit": 19})

    with as_loader():
        assert Unit.objects.get(code="bup").mission == "Skriven för hand"


def test_a_unit_takes_ages_and_mission_from_its_type(load, small):
    load(small)

    with as_loader():
        bup = Unit.objects.get(code="bup")
    assert (bup.age_from, bup.age_to, bup.valid_from) == (0, 17, date(2010, 1, 1))
    assert bup.mission == "Specialistpsykiatri för barn och unga och deras familjer."


@pytest.mark.parametrize(
    ("section", "values", "sentence"),
    [
        ("areas", [{}, {"districts": ["boby"]}], "areas.soder.districts har boby samtidigt som norr."),
        ("areas", [{"districts": ["dalby"]}], "areas.norr.districts leder till okända dalby."),
        ("areas", [{"valid_to": "2014-01-01"}], "areas.norr.valid_to är före valid_from."),
        (
            "areas",
            [{"overrides": [{"key": "age_limit", "value": 20}]}],
            "areas.norr.overrides.age_limit kan inte ha ett eget värde i ett område.",
        ),
        (
            "areas",
            [{"overrides": [{"key": "has_working_group", "value": "ja"}]}],
            "areas.norr.overrides.has_working_group ska vara true eller false, men är «ja».",
        ),
        ("units", [{"principal": "nobody"}], "units.bup.principal leder till okända nobody."),
        ("units", [{"parent": "ifo"}], "units.bup.parent leder till ifo, som inte står tidigare."),
        ("units", [{}, {"code": "bup"}], "units.bup står två gånger."),
        ("units", [{"valid_to": "2014-12-31"}], "units.bup.serves gäller aldrig samtidigt som norr."),
    ],
)
def test_faulty_organisations_change_nothing(load, small, section, values, sentence):
    before = rows()
    for entry, changes in zip(small[section], values, strict=False):
        entry.update(changes)

    assert sentence in refused(load, small)
    assert rows() == before


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"wishes": 1}, "wishes är okänd; kontrollera stavningen."),
        ({"units": {}}, "units ska vara en lista."),
        ({"age_limit": "18"}, "age_limit ska vara ett heltal från 0 och uppåt, men är «18»."),
        (
            {"seat_requirements": [{"forum_kind": "local_group", "label": "X", "unit_types": ["clinic"]}]},
            "seat_requirements[1].unit_types leder till okända clinic.",
        ),
    ],
)
def test_a_faulty_file_changes_nothing(load, small, changes, sentence):
    before = rows()

    assert refused(load, {**small, **changes}) == [sentence]
    assert rows() == before


def test_a_unit_once_declared_is_ended_never_removed(load, small):
    load(small)
    units = small["units"][:1]

    assert refused(load, {**small, "units": units}) == [
        "units.ifo fanns i den förra versionen; avsluta med valid_to i stället för att ta bort."
    ]


def test_a_district_of_an_area_is_ended_never_removed(load, small):
    load(small)
    areas = [{**small["areas"][0], "districts": ["alby"]}, small["areas"][1]]

    assert refused(load, {**small, "areas": areas}) == [
        "areas.norr.districts saknar boby från 2015-01-01, som fanns förut."
    ]


def test_an_area_value_of_the_file_is_ended_not_changed(load, small):
    small["areas"][0]["overrides"] = [{"key": "action_plan_required", "value": False}]
    region = load(small).region
    small["areas"][0]["overrides"] = [{"key": "action_plan_required", "value": True}]

    assert refused(load, small) == [
        "areas.norr.overrides.action_plan_required har redan gällt; avsluta raden med valid_to och lägg till en ny."
    ]
    with access.acting_as(job="test", region_id=region.pk):
        north = Area.objects.get(code="norr")
        assert profile_of(region.pk).action_plan_required is True
        assert profile_of(region.pk, area_id=north.pk).action_plan_required is False


def test_an_app_that_fails_leaves_nothing(load, small, monkeypatch):
    def fail(region, profile, by):
        raise RuntimeError("an app's rows could not be made")

    monkeypatch.setattr(loading, "after_load", [*loading.after_load, fail])
    before = rows()

    with pytest.raises(RuntimeError):
        load(small)

    assert rows() == before


def test_apps_are_told_with_the_region_its_profile_and_who(load, small, monkeypatch):
    told = []
    monkeypatch.setattr(loading, "after_load", [lambda *args: told.append(args)])

    loaded = load(small)
    load(small)

    assert [(region.pk, profile.version, by.kind) for region, profile, by in told] == [
        (loaded.region.pk, 1, "command"),
    ]


def test_the_command_says_what_happened_and_what_is_wrong(small, tmp_path, load, capsys):
    load(small)
    broken = tmp_path / "broken.yaml"
    broken.write_text("region_code: provlan\n")

    with as_role("bus_owner"):
        call_command("load_region", str(tmp_path / "provlan.yaml"))
        with pytest.raises(
            CommandError, match=r"broken\.yaml: nyckeln region_name saknas\.[\s\S]*Ingenting har ändrats\."
        ):
            call_command("load_region", str(broken))

    assert capsys.readouterr().out == "Provlän: innehållet är detsamma som i version 1. Ingenting har ändrats.\n"


def test_the_web_cannot_load_a_region(small, tmp_path, load, settings):
    load(small)
    settings.PROCESS = "web"

    with pytest.raises(CommandError, match="BUS_PROCESS=migrate"):
        call_command("load_region", str(tmp_path / "provlan.yaml"))


def _decided(region, kind, on, **said):
    """By two administrators of the region, in the portal."""
    ada, bo = (administrator(region, name) for name in ("Ada", "Bo"))
    with access.acting_as(acting(ada)) as by:
        change = propose_change(kind, said, on=on, reason="Beslutat", by=by)
    with access.acting_as(acting(bo)) as by:
        approve_change(change, by=by)


def test_a_later_file_does_not_undo_what_was_decided_in_the_portal(load, small):
    region = load(small).region
    day = clock.today() + timedelta(days=10)
    with as_loader():
        places = {row.code: str(row.pk) for model in (Area, District, Unit) for row in model.objects.all()}
    _decided(region, "rename", clock.today(), of="unit", unit=places["bup"], name="BUP Provlän")
    _decided(region, "serve", day, unit=places["ifo"], areas=[places["soder"]])
    into = {places["alby"]: "Alby", places["boby"]: "Boby"}
    _decided(region, "split_area", day + timedelta(days=1), area=places["norr"], into=into)
    before = rows()

    north, south = small["areas"]
    bup, ifo = small["units"]
    loaded = load(
        {
            **small,
            "areas": [{**north, "name": "Norra länet"}, south],
            "units": [
                {**bup, "name": "BUP i länet", "age_to": 19},
                {**ifo, "mailbox": "ifo@alby.example"},
                {**ifo, "code": "ny", "name": "Ny"},
            ],
        }
    )

    left = "gäller inte: regionens administratörer har beslutat annat i portalen."
    assert [line.split(": nyckeln ")[1] for line in loading.summary(loaded).splitlines()[1:]] == [
        f"units.bup.name {left}",
        f"units.ny.serves {left}",
    ]
    with as_loader():
        assert Unit.objects.get(code="bup").name == "BUP Provlän"
        assert (Unit.objects.get(code="bup").age_to, Unit.objects.get(code="ifo").mailbox) == (19, "ifo@alby.example")
        assert Area.objects.get(code="norr").name == "Norra länet"  # nobody has decided another
        assert Area.objects.get(code="norr").valid_to == day
    after = rows()
    assert [after[model] for model in (AreaDistrict, AreaService)] == [
        before[model] for model in (AreaDistrict, AreaService)
    ]
