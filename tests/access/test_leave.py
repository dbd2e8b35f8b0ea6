"""Leave to read one object outside the child level: who, what, why, until; and for nothing else. [security 1]"""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import Error, connection, models, transaction
from guardian.models import GroupObjectPermission, UserObjectPermission
from guardian.shortcuts import assign_perm

from core import clock
from core.access import acting_as
from core.access.grants import Grant
from core.people.models import User
from deviations.models import DeviationReport, DeviationReportGrant
from sip.models import Case
from tests.access import beside, catalogue
from tests.access.world import make_sides
from tests.database import as_loader
from tests.kept import kept

GRANTS = [model for model in apps.get_models() if issubclass(model, Grant)]


@kept
def here():
    side = make_sides().here
    side.objects = beside.make_beside(side.town)
    return side


def test_the_models_are_these_two_and_none_at_child_level():
    assert sorted(model._meta.label for model in GRANTS) == [
        "deviations.DeviationReportGrant", "followup.AnnualFollowUpGrant",
    ]  # fmt: skip


@pytest.mark.parametrize("model", GRANTS)
def test_each_says_who_what_why_by_whom_and_until_when(model, db):
    table = model._meta.db_table
    must = {
        "region_id",
        "user_id",
        "content_object_id",
        "permission_id",
        "giver_id",
        "reason",
        "valid_from",
        "valid_until",
    }
    nullable = catalogue.column(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_nullable = 'YES'", table
    )
    checks = catalogue.column(
        "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass ORDER BY 1", table
    )
    assert must <= {field.column for field in model._meta.fields}
    assert nullable == []
    assert {f"{model._meta.model_name}_ends", f"{model._meta.model_name}_has_a_reason"} <= set(checks)
    assert isinstance(model._meta.get_field("content_object"), models.ForeignKey)


@pytest.mark.parametrize("who", ["teacher", "admin", "secretary"])
@pytest.mark.parametrize("model", [Case, DeviationReport])
def test_nobody_makes_a_permission_of_guardians_general_kind(here, who, model):
    user = User.objects.get(pk=getattr(here.town, who).user_id)
    codename = {Case: "view_case", DeviationReport: "view_deviationreport"}[model]
    with as_loader():
        row = model.objects.filter(region=here.town.region).first() or model(pk=here.objects["deviation"])
    with acting_as(getattr(here.town, who)):
        for make in (
            lambda: assign_perm(f"{model._meta.app_label}.{codename}", user, row),
            lambda: UserObjectPermission.objects.create(
                user=user, object_pk=str(row.pk), permission_id=1, content_type_id=1
            ),
            lambda: GroupObjectPermission.objects.create(
                group_id=1, object_pk=str(row.pk), permission_id=1, content_type_id=1
            ),
        ):
            with pytest.raises((Error, AttributeError)), transaction.atomic():
                make()
    with as_loader():
        assert not UserObjectPermission.objects.exists()
        assert not GroupObjectPermission.objects.exists()


def test_nobody_writes_guardians_tables_and_nobody_is_a_superuser(here):
    rights = {(role, table) for kind in ("INSERT", "UPDATE", "DELETE") for role, table in catalogue.privileges(kind)}

    assert not {table for _, table in rights if table.startswith("guardian_")}
    assert not User.objects.filter(is_superuser=True).exists()


@pytest.mark.parametrize(
    ("change", "reads"),
    [
        ({}, True),
        ({"valid_until": timedelta(seconds=-1)}, False),
        ({"valid_from": timedelta(minutes=5)}, False),
    ],
)
def test_the_database_itself_compares_the_dates(here, change, reads):
    now = clock.now()
    given = {"valid_from": now - timedelta(days=1), **{name: now + by for name, by in change.items()}}
    with as_loader():
        DeviationReportGrant.objects.filter(pk=here.objects["deviation grant"]).update(**given)

    with acting_as(here.town.social_worker), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM deviations_deviationreport")
        assert (cursor.fetchone()[0] == 1) == reads


@pytest.mark.parametrize("change", [{"reason": ""}, {"valid_until": None}, {"valid_until": -1}])
def test_leave_without_reason_or_end_is_not_storable(here, change):
    values = dict(change)
    with as_loader():
        given = DeviationReportGrant.objects.get(pk=here.objects["deviation grant"])
        if values.get("valid_until") == -1:
            values["valid_until"] = given.valid_from
        with pytest.raises(Error), transaction.atomic():
            DeviationReportGrant.objects.filter(pk=given.pk).update(**values)


def test_nobody_lengthens_a_leave_of_ones_own(here):
    with acting_as(here.town.social_worker), connection.cursor() as cursor:
        cursor.execute("UPDATE deviations_deviationreportgrant SET valid_until = now() + interval '1 year'")
        assert cursor.rowcount == 0
