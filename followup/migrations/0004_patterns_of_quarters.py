"""What a quarter's reports say together: counted by a job, made ready by one, published by another. [F125]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import append_only, protect, same_region
from followup import questions

COUNT, TALLY = "followup_patterncount", "followup_patterntally"
COMPILES = f"EXISTS (SELECT FROM access.acting_row() AS me WHERE me.role IN {questions.COMPILERS})"
RELEASE = "prepared_by_id, prepared_at, published_by_id, published_at"
KEYS = [
    (COUNT, "prepared_by_id", "people_roleassignment"),
    (COUNT, "published_by_id", "people_roleassignment"),
    (TALLY, "count_id", COUNT),
]
# A count is not changed; that it was counted again with the same result is noted, and once published nothing moves.
ONCE_COUNTED = """
CREATE TRIGGER followup_patterncount_unchanged BEFORE UPDATE OF id, region_id, year, number, base, threshold, shown,
  labels, computed_at, created_at ON followup_patterncount
  FOR EACH ROW EXECUTE FUNCTION access.refuse_change();
CREATE TRIGGER followup_patterncount_published BEFORE UPDATE ON followup_patterncount
  FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION access.refuse_change();
CREATE TRIGGER followup_patterncount_kept BEFORE DELETE ON followup_patterncount
  FOR EACH ROW EXECUTE FUNCTION access.refuse_change();
CREATE TRIGGER followup_patterncount_never_emptied BEFORE TRUNCATE ON followup_patterncount
  FOR EACH STATEMENT EXECUTE FUNCTION access.refuse_change();
"""
COUNTED_FREELY = """
DROP TRIGGER followup_patterncount_unchanged ON followup_patterncount;
DROP TRIGGER followup_patterncount_published ON followup_patterncount;
DROP TRIGGER followup_patterncount_kept ON followup_patterncount;
DROP TRIGGER followup_patterncount_never_emptied ON followup_patterncount;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0003_children_of_cases"),
        ("people", "0006_batches"),
        ("regions", "0002_laws_by_decision"),
    ]

    operations = [
        migrations.CreateModel(
            name="PatternCount",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("base", models.CharField(max_length=10)),
                ("threshold", models.PositiveSmallIntegerField()),
                ("shown", models.JSONField()),
                ("labels", models.JSONField()),
                ("computed_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField()),
                ("prepared_at", models.DateTimeField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "prepared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PatternTally",
            fields=[
                (
                    "count",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="tally",
                        serialize=False,
                        to="followup.patterncount",
                    ),
                ),
                ("values", models.JSONField()),
                ("relations", models.JSONField()),
                ("unseen", models.JSONField()),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="patterncount",
            index=models.Index(
                fields=["region", "year", "number", "-computed_at"], name="followup_pa_region__bb7a7a_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="patterncount",
            constraint=models.UniqueConstraint(
                condition=models.Q(("published_at__isnull", False)),
                fields=("region", "year", "number"),
                name="patterns_of_a_quarter_published_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="patterncount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("prepared_at__isnull", True), ("prepared_by__isnull", True)),
                    models.Q(("prepared_at__isnull", False), ("prepared_by__isnull", False)),
                    _connector="OR",
                ),
                name="patterns_prepared_exactly_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="patterncount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                    models.Q(
                        ("prepared_by__isnull", False),
                        ("published_at__isnull", False),
                        ("published_by__isnull", False),
                        models.Q(("published_by", models.F("prepared_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="patterns_published_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="patterncount",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("number__lte", 4)), name="patterns_of_one_of_four_quarters"
            ),
        ),
        protect(
            COUNT,
            read=f"published_at IS NOT NULL OR {COMPILES}",
            update=COMPILES,
            roles={"bus_app": f"SELECT, UPDATE ({RELEASE})", "bus_worker": "SELECT, INSERT, UPDATE (confirmed_at)"},
        ),
        protect(TALLY, roles={"bus_worker": "SELECT, INSERT"}),
        *(same_region(*key) for key in KEYS),
        append_only(TALLY),
        migrations.RunSQL(ONCE_COUNTED, COUNTED_FREELY),
    ]
