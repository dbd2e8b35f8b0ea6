"""From the catalogue and the profile to dated rules."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction

from core.access import acting_as
from core.obligations.catalogue import catalogue, wanted
from core.obligations.models import DeadlineRule
from core.obligations.rules import load_rules
from core.obligations.scopes import SCOPE_OF_ROLE, scope_of
from core.organisations.models import ProfileOverride
from core.regions import cache, files
from core.regions.models import RegionProfile
from core.regions.profile import build
from core.roles import Role
from tests.core.obligations.build import acting, day
from tests.database import as_loader, as_role

FIFTY_SIX = {f"DL-{number:02}" for number in range(1, 57)}


def test_the_catalogue_has_all_fifty_six_and_those_found_since():
    assert set(catalogue()) == FIFTY_SIX | {
        "DL-01B",
        "DL-26B",
        "DL-26C",
        "DL-32B",
        "DL-35B",
        "DL-42B",
        "DL-47B",
        "DL-54B",
        "DL-54C",
        "DL-57",
        "DL-58",
    }


@pytest.mark.parametrize("code", sorted(FIFTY_SIX))
def test_every_row_says_what_when_and_where_from(code):
    row = catalogue()[code]
    assert row["title"]
    assert row["trigger"]
    assert row["source"]
    assert row["unit"] != "none" or row["note"], "no clock needs a word why"
    assert (row["amount"] is not None) <= (row["unit"] != "none")
    roles = {row["owner_role"], row["fallback_role"], *row["on_breach_roles"], *row["escalate_roles"]} - {""}
    assert roles <= set(Role.values)
    assert (row["unit"] == "none") <= (row["on_breach_roles"] == [])


@pytest.mark.parametrize(
    ("code", "amount", "unit"),
    [
        ("DL-01", 14, "day"),
        ("DL-02", 14, "day"),
        ("DL-03", 28, "day"),
        ("DL-15", 4, "year"),
        ("DL-35", 12, "month"),
        ("DL-54", 5, "day"),
        ("DL-54B", 30, "day"),
    ],
)
def test_the_lengths_of_the_sources(code, amount, unit):
    assert (catalogue()[code]["amount"], catalogue()[code]["unit"]) == (amount, unit)


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        ("forum_convenor", "district"),
        ("group_chair", "area"),
        ("unit_manager", "unit"),
        ("secretariat_officer", "region"),
        ("log_reviewer", "principal"),
    ],
)
def test_a_role_counts_where_it_is_held(role, scope):
    assert scope_of(role) == SCOPE_OF_ROLE[role] == scope


SAID = files.read("core/regions/profiles/stockholm.yaml").data


@pytest.fixture
def profile():
    return build(SAID)


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.forget()
    yield
    cache.forget()


def test_the_profile_decides_lengths_meetings_and_what_is_kept(profile):
    rows = {}
    for row in wanted(profile, date(2026, 1, 1)):
        rows.setdefault(row.code, []).append(row)
    assert rows["DL-01"][0].values["amount"] == profile.forum_deadline_days
    assert (rows["DL-02"][0].values["monitored"], rows["DL-04"][0].values["monitored"]) == (False, True)
    assert rows["DL-07"][0].values["amount"] == 2
    assert rows["DL-10"][0].values["monitored"] is False  # another county's forum
    assert rows["DL-35"][0].law == "lss-plan"
    assert rows["DL-01"][0].values["term_boundaries"] == list(profile.term_boundaries)


def test_a_dated_frequency_gives_a_row_for_each_time(profile):
    rows = [row for row in wanted(profile, date(2018, 1, 1)) if row.code == "DL-06"]
    assert [(row.valid_from, row.values["amount"]) for row in rows] == [(date(2018, 1, 1), 2), (date(2020, 1, 1), 1)]


def load(town, said, on):
    """The file says this from the day on; the first version from the day it names."""
    with day(on), as_role("bus_loader"), acting_as(command="load_region", region_id=town.region.pk) as by:
        earlier = RegionProfile.objects.filter(region=town.region).order_by("-version").first()
        RegionProfile.objects.create(
            region=town.region, version=earlier.version + 1 if earlier else 1, data=said, source_sha256="0" * 64,
            valid_from=on if earlier else said["valid_from"],
        )  # fmt: skip
        cache.changed(town.region.pk)
        load_rules(town.region, build(said), by)
    cache.forget()


def versions(town, code, area=None):
    with as_loader():
        found = DeadlineRule.objects.filter(region=town.region, code=code, area=area).order_by("version")
        return [(row.version, row.amount, row.valid_from, row.valid_to) for row in found]


@pytest.fixture
def loaded(town):
    with as_loader():
        DeadlineRule.objects.all().delete()
        RegionProfile.objects.filter(region=town.region).delete()
    load(town, SAID, date(2026, 11, 2))
    return town


def test_loading_makes_every_rule_and_loading_again_changes_nothing(loaded):
    with as_loader():
        before = list(DeadlineRule.objects.order_by("pk").values())
    assert {row["code"] for row in before} == set(catalogue())
    load(loaded, SAID, date(2026, 12, 1))
    with as_loader():
        assert list(DeadlineRule.objects.order_by("pk").values()) == before


def changed(**deadline):
    """What the file says, with another DL-01."""
    rows = {**SAID["deadlines"], "DL-01": {**SAID["deadlines"].get("DL-01", {}), **deadline}}
    return {**SAID, "deadlines": rows}


def test_a_changed_length_is_a_new_version_from_today(loaded, profile):
    first = profile.valid_from
    load(loaded, changed(amount=10), date(2026, 12, 1))
    assert versions(loaded, "DL-01") == [(1, 14, first, date(2026, 11, 30)), (2, 10, date(2026, 12, 1), None)]
    load(loaded, changed(amount=12), date(2026, 12, 1))
    assert versions(loaded, "DL-01")[1:] == [
        (2, 10, date(2026, 12, 1), date(2026, 12, 1)),
        (3, 12, date(2026, 12, 1), None),
    ]
    with as_loader():
        found = DeadlineRule.objects.rule_on("DL-01", loaded.region, None, date(2026, 12, 1))
    assert (found.version, found.amount) == (3, 12)


def test_a_length_that_holds_for_a_time_gives_way_to_the_catalogues(loaded):
    until = date(2026, 12, 31)
    days = {"valid_from": "2026-12-01", "valid_to": until.isoformat()}
    load(loaded, changed(amount=7, **days), date(2026, 11, 20))
    assert versions(loaded, "DL-01")[1:] == [
        (2, 7, date(2026, 12, 1), until),
        (3, 14, until + timedelta(days=1), None),
    ]


def override(town, value, on, until=None):
    with as_loader():
        made = ProfileOverride.objects.create(
            region=town.region,
            area=town.area,
            key="deadlines",
            value=value,
            status="approved",
            from_file=True,
            valid_from=on,
            valid_to=until,
        )
    cache.forget()
    return made


def test_an_areas_own_length_is_a_rule_of_the_area_while_it_holds(loaded):
    town, start, until = loaded, date(2026, 12, 1), date(2027, 1, 31)
    override(town, {"DL-01": {"amount": 10}}, start, until)
    load(town, SAID, date(2026, 11, 20))
    own = versions(town, "DL-01", town.area)
    assert own == [
        (1, 14, date(2026, 11, 20), start - timedelta(days=1)),
        (2, 10, start, until),
        (3, 14, until + timedelta(days=1), None),
    ]
    assert versions(town, "DL-02", town.area) == []
    load(town, SAID, date(2026, 11, 20))
    assert versions(town, "DL-01", town.area) == own


def test_only_the_regions_administrator_changes_rules_from_the_web(loaded):
    with acting(loaded.admin):
        assert DeadlineRule.objects.filter(code="DL-17").update(note="Ny") == 1
    for one in (loaded.chair, loaded.secretary):
        with acting(one):
            assert DeadlineRule.objects.filter(code="DL-17").update(note="Nyare") == 0
            assert DeadlineRule.objects.filter(code="DL-17").count() == 1
            with pytest.raises(ProgrammingError), transaction.atomic():
                DeadlineRule.objects.create(region=loaded.region, code="DL-99", valid_from=date(2026, 1, 1))
