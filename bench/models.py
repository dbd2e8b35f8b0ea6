"""The floors' tables, copied from the product's rows by `sql/floors.sql`; no row security unless the name says so."""

from django.db import models
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from sip.cases.states import ForumCaseStatus, RaiseReason


class Named(models.Model):
    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=150)

    class Meta:
        abstract = True
        managed = False


class BenchUnit(Named):
    class Meta(Named.Meta):
        db_table = "bench_unit"


class BenchDistrict(Named):
    class Meta(Named.Meta):
        db_table = "bench_district"


class BenchMember(models.Model):
    assignment_id = models.UUIDField(primary_key=True)
    unit_id = models.UUIDField()

    class Meta:
        managed = False
        db_table = "bench_member"


class AnyCase(models.Model):
    """A case as the list shows it: eight columns, two of them through a join."""

    id = models.UUIDField(primary_key=True)
    region_id = models.UUIDField()
    unit = models.ForeignKey(BenchUnit, models.DO_NOTHING, related_name="+")
    district = models.ForeignKey(BenchDistrict, models.DO_NOTHING, related_name="+")
    code = models.CharField(max_length=12)
    status = models.CharField(max_length=30, choices=ForumCaseStatus.choices)
    reason = models.CharField(max_length=30, choices=RaiseReason.choices)
    noticed_on = models.DateField()
    raised_on = models.DateField()
    convened_on = models.DateField(null=True)

    class Meta:
        abstract = True
        managed = False


class BenchCase(AnyCase):
    class Meta(AnyCase.Meta):
        db_table = "bench_case"


class WalledCase(AnyCase):
    """The same under row security: region and unit from the context."""

    class Meta(AnyCase.Meta):
        db_table = "bench_walled_case"


class DirectCase(AnyCase):
    """The same rows once more, for grants by direct foreign key; those of `BenchCase` are guardian's generic ones."""

    class Meta(AnyCase.Meta):
        db_table = "bench_direct_case"


class DirectUserGrant(UserObjectPermissionBase):
    content_object = models.ForeignKey(DirectCase, models.DO_NOTHING, related_name="user_grants")

    class Meta(UserObjectPermissionBase.Meta):
        managed = False
        db_table = "bench_direct_user_grant"


class DirectGroupGrant(GroupObjectPermissionBase):
    content_object = models.ForeignKey(DirectCase, models.DO_NOTHING, related_name="group_grants")

    class Meta(GroupObjectPermissionBase.Meta):
        managed = False
        db_table = "bench_direct_group_grant"
