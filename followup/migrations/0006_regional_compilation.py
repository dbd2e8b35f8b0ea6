"""The region's own year: laid together by a job, written by those who compile, published by another. [F136-F138]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import append_only, protect, same_region
from followup import questions

COMPILATION, SECTION = "followup_compilation", "followup_compilationsection"
COUNT, TALLY = "followup_regioncount", "followup_regiontally"
COMPILES = f"EXISTS (SELECT FROM access.acting_row() AS me WHERE me.role IN {questions.COMPILERS})"
READS = f"EXISTS (SELECT FROM access.acting_row() AS me WHERE me.role IN {questions.READERS})"
OPEN_TO_ME = f"compilation_id = ANY (ARRAY(SELECT c.id FROM {COMPILATION} c))"
ME = "(SELECT access.assignment_id())"
KEYS = [
    (COMPILATION, "made_by_id", "people_roleassignment"),
    (COMPILATION, "released_by_id", "people_roleassignment"),
    (SECTION, "compilation_id", COMPILATION),
    (SECTION, "saved_by_id", "people_roleassignment"),
    (COUNT, "compilation_id", COMPILATION),
    (TALLY, "count_id", COUNT),
    ("followup_reportjob", "compilation_id", COMPILATION),
    ("followup_reportfile", "region_count_id", COUNT),
]
# A count is not changed; that it came to the same again is noted. Once published nothing of the year moves.
ONCE_COUNTED = f"""
CREATE TRIGGER followup_regioncount_unchanged BEFORE UPDATE OF id, region_id, compilation_id, period_from, period_to,
  profile_version, threshold, context, shown, areas, figures, fingerprint, computed_at, created_at ON {COUNT}
  FOR EACH ROW EXECUTE FUNCTION access.refuse_change();
CREATE TRIGGER followup_regioncount_kept BEFORE DELETE ON {COUNT}
  FOR EACH ROW EXECUTE FUNCTION access.refuse_change();
CREATE TRIGGER followup_regioncount_never_emptied BEFORE TRUNCATE ON {COUNT}
  FOR EACH STATEMENT EXECUTE FUNCTION access.refuse_change();
CREATE TRIGGER followup_compilation_published BEFORE UPDATE ON {COMPILATION}
  FOR EACH ROW WHEN (OLD.released_at IS NOT NULL) EXECUTE FUNCTION access.refuse_change();
"""
COUNTED_FREELY = f"""
DROP TRIGGER followup_regioncount_unchanged ON {COUNT};
DROP TRIGGER followup_regioncount_kept ON {COUNT};
DROP TRIGGER followup_regioncount_never_emptied ON {COUNT};
DROP TRIGGER followup_compilation_published ON {COMPILATION};
"""
DOOR = "ALTER POLICY followup_reportjob_insert_app_1 ON followup_reportjob WITH CHECK"
OF_AREA = (
    "(area_id = ANY (ARRAY(SELECT access.follow_up_area_ids())) OR "
    "follow_up_id = ANY (ARRAY(SELECT access.visible_follow_up_ids())))"
)
ASKED = f"requested_by_id = {ME} AND status = 'queued'"


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0005_plans_of_the_year"),
        ("people", "0007_child_level_row"),
        ("regions", "0002_laws_by_decision"),
    ]
    holds_lock = (
        "A job is for an area or the region, a file of one count: the two tables are small and read through once."
    )

    operations = [
        migrations.CreateModel(
            name="CompilationSection",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "key",
                    models.CharField(
                        choices=[
                            ("analysis", "Regional analys"),
                            ("equality", "Likvärdigt stöd i hela länet"),
                            ("gender_analysis", "Jämställdhet"),
                            ("children", "Vad barn, familjer och organisationer säger"),
                            ("priorities", "Det vi prioriterar nästa år"),
                            ("answer", "Svar till de lokala grupperna"),
                            ("plain", "Sammanfattning för barn och familjer"),
                        ],
                        max_length=30,
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.TextField(blank=True, max_length=20000)),
                ("version", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="RegionCount",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("period_from", models.DateField()),
                ("period_to", models.DateField()),
                ("profile_version", models.PositiveIntegerField()),
                ("threshold", models.PositiveSmallIntegerField()),
                ("context", models.JSONField()),
                ("shown", models.JSONField()),
                ("areas", models.JSONField()),
                ("figures", models.JSONField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("computed_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField()),
            ],
        ),
        migrations.AlterField(
            model_name="reportfile",
            name="counting",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="followup.counting"
            ),
        ),
        migrations.AlterField(
            model_name="reportjob",
            name="area",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
            ),
        ),
        migrations.AlterField(
            model_name="reportjob",
            name="kind",
            field=models.CharField(
                choices=[
                    ("count", "Räkna om talen"),
                    ("collect", "Räkna och lås årets tal"),
                    ("report", "Göra årsrapporten"),
                    ("compile", "Räkna och lås regionens tal"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Compilation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("year", models.PositiveSmallIntegerField(verbose_name="År")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Öppen"),
                            ("collecting", "Talen är räknade"),
                            ("drafted", "Klar att publicera"),
                            ("published", "Publicerad"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("collected_at", models.DateTimeField(null=True)),
                ("released_at", models.DateTimeField(null=True)),
                (
                    "made_by",
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
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
            ],
            options={
                "ordering": ["-year"],
            },
        ),
        migrations.AddField(
            model_name="reportjob",
            name="compilation",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="followup.compilation"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportjob",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["queued", "running"])),
                fields=("compilation", "kind", "requested_by"),
                name="one_job_of_a_kind_for_a_compilation",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportjob",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("area__isnull", False), ("compilation__isnull", True)),
                    models.Q(("area__isnull", True), ("compilation__isnull", False), ("follow_up__isnull", True)),
                    _connector="OR",
                ),
                name="job_for_an_area_or_the_region",
            ),
        ),
        migrations.AddField(
            model_name="compilationsection",
            name="compilation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="sections", to="followup.compilation"
            ),
        ),
        migrations.AddField(
            model_name="compilationsection",
            name="region",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"),
        ),
        migrations.AddField(
            model_name="compilationsection",
            name="saved_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
            ),
        ),
        migrations.CreateModel(
            name="RegionTally",
            fields=[
                (
                    "count",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="tally",
                        serialize=False,
                        to="followup.regioncount",
                    ),
                ),
                ("values", models.JSONField()),
                ("relations", models.JSONField()),
                ("unseen", models.JSONField()),
            ],
        ),
        migrations.AddField(
            model_name="regioncount",
            name="compilation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="counts", to="followup.compilation"
            ),
        ),
        migrations.AddField(
            model_name="regioncount",
            name="region",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"),
        ),
        migrations.AddField(
            model_name="reportfile",
            name="region_count",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="followup.regioncount"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("counting__isnull", False), ("region_count__isnull", True)),
                    models.Q(("counting__isnull", True), ("region_count__isnull", False)),
                    _connector="OR",
                ),
                name="report_file_of_one_count",
            ),
        ),
        migrations.AddConstraint(
            model_name="compilation",
            constraint=models.UniqueConstraint(fields=("region", "year"), name="compilation_once_a_year"),
        ),
        migrations.AddConstraint(
            model_name="compilation",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "open"), ("collected_at__isnull", False), _connector="OR"),
                name="compilation_collected_has_its_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="compilation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("status", "published"), _negated=True),
                        ("released_at__isnull", True),
                        ("released_by__isnull", True),
                    ),
                    models.Q(
                        ("made_by__isnull", False),
                        ("status", "published"),
                        ("released_at__isnull", False),
                        ("released_by__isnull", False),
                        models.Q(("released_by", models.F("made_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="compilation_released_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="compilationsection",
            constraint=models.UniqueConstraint(fields=("compilation", "key"), name="section_once_in_a_compilation"),
        ),
        migrations.AddField(
            model_name="regiontally",
            name="region",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"),
        ),
        migrations.AddIndex(
            model_name="regioncount",
            index=models.Index(fields=["compilation", "-computed_at"], name="followup_re_compila_f7da51_idx"),
        ),
        protect(
            COMPILATION,
            read=f"{COMPILES} OR status = 'published' AND {READS}",
            update=COMPILES,
            roles={
                "bus_app": "SELECT, UPDATE (status, made_by_id, released_by_id, released_at)",
                "bus_worker": "SELECT, INSERT, UPDATE (status, collected_at)",
            },
        ),
        protect(
            SECTION,
            read=OPEN_TO_ME,
            update=f"{OPEN_TO_ME} AND {COMPILES}",
            roles={"bus_app": "SELECT, UPDATE (text, version, saved_by_id, saved_at)", "bus_worker": "SELECT, INSERT"},
        ),
        protect(
            COUNT,
            read=OPEN_TO_ME,
            roles={"bus_app": "SELECT", "bus_worker": "SELECT, INSERT, UPDATE (confirmed_at)"},
        ),
        protect(TALLY, roles={"bus_worker": "SELECT, INSERT"}),
        *(same_region(*key) for key in KEYS),
        append_only(TALLY),
        migrations.RunSQL(ONCE_COUNTED, COUNTED_FREELY),
        migrations.RunSQL(questions.REGION_LOCK, questions.REGION_UNLOCK),
        migrations.RunSQL(f"{DOOR} ({ASKED} AND ({OF_AREA} OR {OPEN_TO_ME}))", f"{DOOR} ({ASKED} AND {OF_AREA})"),
    ]
