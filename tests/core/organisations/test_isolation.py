"""No row of one region is seen or written from another, by SQL as the web's own role. [security 3]"""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from core import access
from core.organisations.models import Area, AreaLink, ProfileOverride, StructureChange, UnitLink
from core.organisations.tables import REGION_LEVEL as ORGANISATIONS
from core.regions.models import LegalReference
from core.regions.tables import REGION_LEVEL as REGIONS
from tests.core.people.build import acting
from tests.database import as_loader, as_role

pytestmark = pytest.mark.django_db
TABLES = sorted(ORGANISATIONS | REGIONS)
REGION_COLUMN = {"regions_region": "id"}


def regions_seen():
    """Of which regions each table shows rows."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT DISTINCT {REGION_COLUMN.get(table, 'region_id')} FROM {table}")
            found[table] = {row[0] for row in cursor.fetchall()}
    return found


@pytest.fixture
def both(county, other):
    """Something to hide in every table of both regions."""
    with as_loader():
        for one in (county, other):
            told = {"region": one.region, "valid_from": "2010-01-01"}
            old = Area.objects.create(**told, code="gammal", name="Gammal", valid_to="2014-12-31")
            AreaLink.objects.create(
                region=one.region, predecessor=old, successor=one.east, kind="renamed", on="2015-01-01"
            )
            ProfileOverride.objects.create(
                **told, area=one.east, key="spider_enabled", value=False, status="approved", from_file=True
            )
            UnitLink.objects.create(
                region=one.region, predecessor=one.school, successor=one.clinic, kind="merge", on="2015-01-01"
            )
            StructureChange.objects.create(
                region=one.region, kind="end_area", on="2014-12-31", status="approved", proposed_user=uuid4(),
                proposed_by=uuid4(), approved_user=uuid4(),
            )  # fmt: skip
            LegalReference.objects.create(**told, code="x", act="lagen", label="X")
        assert regions_seen() == {table: {county.region.pk, other.region.pk} for table in TABLES}
    return county, other


def test_a_signed_in_person_sees_the_own_region_only(both):
    county, _other = both
    with access.acting_as(acting(county.maj)):
        assert regions_seen() == {table: {county.region.pk} for table in TABLES}


@pytest.mark.parametrize("role", ["bus_app", "bus_worker", "bus_owner"])
def test_without_a_context_nothing_is_seen(both, role):
    with as_role(role):
        assert regions_seen() == {table: set() for table in TABLES}


def test_the_owner_too_is_bound(both):
    county, _other = both
    with as_role("bus_owner"), access.acting_as(command="test", region_id=county.region.pk):
        assert regions_seen() == {table: {county.region.pk} for table in TABLES}


def refused_by_database(statement, *values):
    """What the database says no with; fails when it says yes."""
    with pytest.raises(DatabaseError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values or None)
    return str(error.value)


def test_the_web_writes_nothing_here_but_proposals_and_the_law_that_follows_from_them(both):
    county, _other = both
    with access.acting_as(acting(county.ada)):
        for table in TABLES:
            assert "permission denied" in refused_by_database(f"DELETE FROM {table}")
            if table not in ("organisations_profileoverride", "regions_legalreference"):
                assert "permission denied" in refused_by_database(f"UPDATE {table} SET created_at = created_at")


def test_a_key_cannot_cross_the_wall(both):
    """Foreign keys pass row security; the pair with the region does not."""
    county, other = both
    crossing = "UPDATE organisations_unit SET principal_id = %s WHERE id = %s"
    with as_loader():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert "same_region" in refused_by_database(crossing, other.town.pk, county.school.pk)


def override_row(county, by):
    return {
        "region_id": county.region.pk,
        "area_id": county.east.pk,
        "proposed_by": by.assignment_id,
        "proposed_user": by.user_id,
    }


INSERT = """
INSERT INTO organisations_profileoverride (id, created_at, region_id, area_id, key, value, status, reason, from_file,
  proposed_user, proposed_by, proposed_name, approved_name, valid_from)
VALUES (gen_random_uuid(), now(), %(region_id)s, %(area_id)s, 'spider_enabled', 'false', %(status)s, '', false,
  %(proposed_user)s, %(proposed_by)s, '', '', '2030-01-01')
"""


@pytest.mark.parametrize(
    ("who", "changes", "goes"),
    [
        ("ada", {}, True),
        ("ada", {"status": "approved"}, False),
        ("maj", {}, False),
        ("ada", {"proposed_by": "bo"}, False),
    ],
)
def test_who_may_put_in_a_proposal_by_sql(county, who, changes, goes):
    with access.acting_as(acting(getattr(county, who))) as by:
        row = {"status": "proposed", **override_row(county, by), **changes}
        if row["proposed_by"] == "bo":
            row["proposed_by"] = county.bo.pk
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(INSERT, row)
        except DatabaseError:
            assert not goes
        else:
            assert goes


def test_proposals_are_the_administrators_own(county):
    with access.acting_as(acting(county.ada)) as by, connection.cursor() as cursor:
        cursor.execute(INSERT, {"status": "proposed", **override_row(county, by)})

    def seen(who):
        with access.acting_as(acting(who)), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM organisations_profileoverride")
            return cursor.fetchone()[0]

    assert (seen(county.bo), seen(county.maj)) == (1, 0)
