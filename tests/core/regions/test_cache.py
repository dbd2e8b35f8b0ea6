"""The profile costs no statement once read, and a change is seen at the next statement, in every process."""

from datetime import date

import psycopg
import pytest

from core import access
from core.organisations.models import Area, ProfileOverride
from core.regions import cache
from core.regions.profile import profile_of
from tests.database import as_loader

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(load, small):
    region = load(small).region
    cache.forget()
    cache._here.changed = None  # as in the transactions after the one that loaded
    return region


def test_a_profile_once_read_costs_nothing(region, django_assert_num_queries):
    with access.acting_as(job="test", region_id=region.pk):
        area = Area.objects.get(code="norr")
        with django_assert_num_queries(2):  # versions, area values
            first = profile_of(region.pk)
        with django_assert_num_queries(0):
            assert profile_of(region.pk) is first
            assert profile_of(region.pk, area_id=area.pk) is first


def test_without_the_regions_context_there_is_no_profile_and_nothing_is_kept(region):
    with pytest.raises(cache.ProfileMissingError):
        profile_of(region.pk)

    with access.acting_as(job="test", region_id=region.pk):
        assert profile_of(region.pk).region_code == "provlan"


class Undo(Exception):
    pass


def test_the_changing_transaction_reads_its_own_change_and_a_rollback_leaves_nothing(region):
    def has_working_group():
        return profile_of(region.pk, area_id=north.pk).has_working_group

    def change_and_undo():
        with as_loader():
            ProfileOverride.objects.create(
                region=region, area=north, key="has_working_group", value=True, valid_from="2020-01-01",
                status="approved", from_file=True,
            )  # fmt: skip
            cache.changed(region.pk)
            seen.append(has_working_group())
            raise Undo

    seen: list[bool] = []
    with access.acting_as(job="test", region_id=region.pk):
        north = Area.objects.get(code="norr")
        seen.append(has_working_group())
        with pytest.raises(Undo):
            change_and_undo()
        seen.append(has_working_group())

    assert seen == [False, True, False]


def test_a_day_before_the_first_version_is_read_by_the_first(region):
    with access.acting_as(job="test", region_id=region.pk):
        assert profile_of(region.pk, date(1990, 1, 1)).version == 1


def test_labels_follow_the_regions_words(region):
    with access.acting_as(job="test", region_id=region.pk):
        made = profile_of(region.pk)

    assert made.label("landsting") == made.label("region") == "Region Västmanland"
    assert made.label("lokal ledningsgrupp") == "BUS-grupp"
    with pytest.raises(KeyError):
        made.label("BUSSAM")


@pytest.mark.django_db(transaction=True)
def test_another_process_tells_of_its_change(load, small, real_urls):
    region = load(small).region
    with access.acting_as(job="test", region_id=region.pk):
        assert profile_of(region.pk).small_count_threshold == 5

    with psycopg.connect(real_urls["MIGRATE_DATABASE_URL"]) as other:
        other.execute("SET ROLE bus_loader")
        other.execute(
            "UPDATE regions_regionprofile SET data = data || '{\"small_count_threshold\": 9}' WHERE region_id = %s",
            [region.pk],
        )

    with access.acting_as(job="test", region_id=region.pk):
        assert profile_of(region.pk).small_count_threshold == 9
