"""The year's follow-up: texts, figures, jobs and their files; who sees which is the database's to say."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.clock
from core.access.migration_ops import append_only, policy_function, protect, same_region
from followup import questions

ME = "(SELECT access.assignment_id())"


def among(column: str, question: str) -> str:
    return f"{column} = ANY (ARRAY(SELECT access.{question}()))"


LEADS = f"area_id = (SELECT me.area_id FROM access.acting_row() AS me WHERE me.role IN {questions.LEADERS})"
LED = f"content_object_id = ANY (ARRAY(SELECT f.id FROM followup_annualfollowup f WHERE f.{LEADS}))"
VISIBLE = f"({among('area_id', 'follow_up_area_ids')} OR {among('follow_up_id', 'visible_follow_up_ids')})"
ADMIN = "EXISTS (SELECT FROM access.acting_row() AS me WHERE me.role = 'region_admin')"
KEYS = [
    ("annualfollowup", "area_id", "organisations_area"),
    ("annualfollowup", "made_by_id", "people_roleassignment"),
    ("annualfollowup", "adopted_by_id", "people_roleassignment"),
    ("annualfollowup", "reported_by_id", "people_roleassignment"),
    ("followupsection", "follow_up_id", "followup_annualfollowup"),
    ("followupsection", "saved_by_id", "people_roleassignment"),
    ("annualfollowupgrant", "content_object_id", "followup_annualfollowup"),
    ("annualfollowupgrant", "giver_id", "people_roleassignment"),
    ("counting", "area_id", "organisations_area"),
    ("counting", "follow_up_id", "followup_annualfollowup"),
    ("figure", "counting_id", "followup_counting"),
    ("figure", "area_id", "organisations_area"),
    ("figure", "follow_up_id", "followup_annualfollowup"),
    ("tally", "counting_id", "followup_counting"),
    ("reportjob", "area_id", "organisations_area"),
    ("reportjob", "follow_up_id", "followup_annualfollowup"),
    ("reportjob", "requested_by_id", "people_roleassignment"),
    ("reportfile", "job_id", "followup_reportjob"),
    ("reportfile", "counting_id", "followup_counting"),
]
# A counting is not changed; that it was counted again with the same result is noted.
ONCE_COUNTED = """
CREATE TRIGGER followup_counting_unchanged BEFORE UPDATE OF id, region_id, area_id, year, follow_up_id, period_from,
  period_to, profile_version, threshold, context, computed_at, created_at ON followup_counting
  FOR EACH ROW EXECUTE FUNCTION access.refuse_change();
CREATE TRIGGER followup_counting_kept BEFORE DELETE ON followup_counting
  FOR EACH ROW EXECUTE FUNCTION access.refuse_change();
CREATE TRIGGER followup_counting_never_emptied BEFORE TRUNCATE ON followup_counting
  FOR EACH STATEMENT EXECUTE FUNCTION access.refuse_change();
"""
COUNTED_FREELY = """
DROP TRIGGER followup_counting_unchanged ON followup_counting;
DROP TRIGGER followup_counting_kept ON followup_counting;
DROP TRIGGER followup_counting_never_emptied ON followup_counting;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("organisations", "0001_initial"),
        ("people", "0002_protection"),
        ("regions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Counting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("period_from", models.DateField()),
                ("period_to", models.DateField()),
                ("profile_version", models.PositiveIntegerField()),
                ("threshold", models.PositiveSmallIntegerField()),
                ("context", models.JSONField(default=dict)),
                ("computed_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["region", "area", "year", "-computed_at"], name="followup_co_region__10dc48_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AnnualFollowUp",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="År")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Öppen"),
                            ("collecting", "Talen är räknade"),
                            ("drafted", "Klar för mötet"),
                            ("adopted_local", "Antagen av gruppen"),
                            ("reported", "Skickad vidare"),
                            ("analysed_regional", "Analyserad regionalt"),
                            ("fed_back", "Återkopplad"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("clock_starts_on", models.DateField()),
                ("collected_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                ("adopted_on", models.DateField(null=True, verbose_name="Antagen")),
                ("adopted_at_meeting", models.CharField(blank=True, max_length=200, verbose_name="Vid mötet")),
                (
                    "adopted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                ("reported_at", models.DateTimeField(null=True)),
                (
                    "reported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "area__name", "id"],
                "permissions": [("read_annualfollowup", "May read one yearly follow-up before it is sent on")],
                "constraints": [
                    models.UniqueConstraint(fields=("area", "year"), name="follow_up_once_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(("status", "open"), ("collected_at__isnull", False), _connector="OR"),
                        name="follow_up_collected_has_its_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("adopted_on__isnull", True), ("status__in", ["open", "collecting", "drafted"])),
                            models.Q(
                                ("adopted_by__isnull", False),
                                ("adopted_on__isnull", False),
                                models.Q(("adopted_at_meeting", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="follow_up_adopted_by_a_meeting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["reported", "analysed_regional", "fed_back"]), _negated=True),
                            models.Q(("reported_at__isnull", False), ("reported_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="follow_up_reported_is_stamped",
                    ),
                ],
                "indexes": [models.Index(fields=["region", "status"], name="followup_an_region__5d45d9_idx")],
            },
        ),
        migrations.CreateModel(
            name="AnnualFollowUpGrant",
            fields=[
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("valid_from", models.DateTimeField(default=core.clock.now)),
                ("valid_until", models.DateTimeField()),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="followup.annualfollowup"
                    ),
                ),
            ],
            options={
                "unique_together": {("user", "permission", "content_object")},
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gt", models.F("valid_from"))), name="annualfollowupgrant_ends"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="annualfollowupgrant_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "counting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="tally",
                        serialize=False,
                        to="followup.counting",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("values", models.JSONField()),
                ("relations", models.JSONField()),
                ("unseen", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "counting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="followup.counting"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="followup.annualfollowup",
                    ),
                ),
                ("code", models.CharField(max_length=10)),
                ("formula_version", models.PositiveSmallIntegerField()),
                ("period_from", models.DateField()),
                ("period_to", models.DateField()),
                ("filters", models.JSONField(default=dict)),
                ("numerator", models.PositiveIntegerField(null=True)),
                ("denominator", models.PositiveIntegerField(null=True)),
                ("shown", models.JSONField(default=dict)),
                ("days", models.JSONField(default=dict)),
                ("is_suppressed", models.BooleanField(default=False)),
                ("row_set_hash", models.CharField(max_length=64)),
                ("computed_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["code"],
                "constraints": [models.UniqueConstraint(fields=("counting", "code"), name="figure_once_in_a_counting")],
            },
        ),
        migrations.CreateModel(
            name="FollowUpSection",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sections",
                        to="followup.annualfollowup",
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        choices=[
                            ("analysis", "Gruppens analys"),
                            ("gender_analysis", "Jämställdhet"),
                            ("effects_for_children", "Effekter för barnen"),
                            ("voices", "Vad barn, familjer och organisationer säger"),
                            ("obstacles", "Hinder och vad vi gjorde åt dem"),
                            ("agreements", "Överenskommelser och rutiner"),
                            ("needs", "Behov och frågor till den regionala nivån"),
                            ("maintenance", "Huvudmännens egen kvalitetsuppföljning"),
                        ],
                        max_length=30,
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.TextField(blank=True, max_length=20000)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.roleassignment",
                    ),
                ),
                ("saved_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["order"],
                "constraints": [
                    models.UniqueConstraint(fields=("follow_up", "key"), name="section_once_in_a_follow_up")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportJob",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.area"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "follow_up",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="followup.annualfollowup",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("count", "Räkna om talen"),
                            ("collect", "Räkna och lås årets tal"),
                            ("report", "Göra årsrapporten"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("queued", "I kö"),
                            ("running", "Pågår"),
                            ("done", "Klart"),
                            ("failed", "Gick inte att göra"),
                            ("parked", "Stoppat efter flera försök"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0)),
                ("step", models.CharField(blank=True, max_length=20)),
                ("failure", models.CharField(blank=True, max_length=30)),
                ("language", models.CharField(default="sv", max_length=5)),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(null=True)),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["queued", "running"])),
                        fields=("area", "year", "kind", "requested_by"),
                        name="one_job_of_a_kind_at_a_time",
                    ),
                    models.CheckConstraint(condition=models.Q(("progress__lte", 100)), name="job_progress_at_most_all"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("status__in", ["queued", "running"])),
                            models.Q(("ended_at__isnull", False), ("status__in", ["done", "failed", "parked"])),
                            _connector="OR",
                        ),
                        name="job_ended_exactly_when_stamped",
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["queued", "running"])),
                        fields=["region", "created_at"],
                        name="jobs_waiting",
                    ),
                    models.Index(
                        fields=["region", "area", "year", "-created_at"], name="followup_re_region__2f6648_idx"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                (
                    "job",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="file", to="followup.reportjob"
                    ),
                ),
                (
                    "counting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="followup.counting"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("content", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="counting",
            name="follow_up",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="countings",
                to="followup.annualfollowup",
            ),
        ),
        *(policy_function(name, "SETOF uuid", body) for name, body in questions.QUESTIONS.items()),
        protect(
            "followup_annualfollowup",
            read=among("id", "visible_follow_up_ids"),
            update=LEADS,
            roles={"bus_app": "SELECT, UPDATE", "bus_worker": "SELECT, INSERT, UPDATE"},
        ),
        protect(
            "followup_followupsection",
            read=among("follow_up_id", "visible_follow_up_ids"),
            update=among("follow_up_id", "writable_follow_up_ids"),
            roles={"bus_app": "SELECT, UPDATE", "bus_worker": "SELECT, INSERT"},
        ),
        protect(
            "followup_annualfollowupgrant",
            read=f"user_id = (SELECT access.user_id()) OR {LED}",
            insert=f"giver_id = {ME} AND {LED}",
            update=LED,
            roles={"bus_app": "SELECT, INSERT, UPDATE"},
        ),
        protect(
            "followup_counting",
            read=VISIBLE,
            roles={"bus_app": "SELECT", "bus_worker": "SELECT, INSERT, UPDATE (confirmed_at)"},
        ),
        protect("followup_figure", read=VISIBLE, roles={"bus_app": "SELECT", "bus_worker": "SELECT, INSERT"}),
        protect("followup_tally", roles={"bus_worker": "SELECT, INSERT"}),
        protect(
            "followup_reportjob",
            read=f"{among('area_id', 'follow_up_area_ids')} OR requested_by_id = {ME} OR (status = 'parked' AND {ADMIN})",
            insert=f"requested_by_id = {ME} AND status = 'queued' AND {VISIBLE}",
            roles={"bus_app": "SELECT, INSERT", "bus_worker": "SELECT, UPDATE"},
        ),
        protect(
            "followup_reportfile",
            read="job_id = ANY (ARRAY(SELECT j.id FROM followup_reportjob j))",
            roles={"bus_app": "SELECT", "bus_worker": "SELECT, INSERT"},
        ),
        *(same_region(f"followup_{table}", column, target) for table, column, target in KEYS),
        *(append_only(f"followup_{name}") for name in ("figure", "tally", "reportfile")),
        migrations.RunSQL(ONCE_COUNTED, COUNTED_FREELY),
        migrations.RunSQL(questions.LOCK, questions.UNLOCK),
    ]
