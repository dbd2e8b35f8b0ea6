"""The survey after a SIP meeting: codes that are handed out, and counts that lead to nobody. [F134, ADR 12]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import policy_function, same_region
from core.audit.migration_ops import safety_net
from sip.access.keys_sql import AREA, ASSIGNMENT, same_case
from sip.surveys import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("sip", "0009_disclosures"),
    ]

    operations = [
        migrations.CreateModel(
            name="SurveyCode",
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="survey_codes", to="sip.case"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="survey_codes", to="sip.planmeeting"
                    ),
                ),
                ("kind", models.CharField(choices=[("child", "Barn"), ("guardian", "Vårdnadshavare")], max_length=20)),
                (
                    "guardian",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.guardian"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("code_hash", models.CharField(blank=True, max_length=64)),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("opened_on", models.DateField()),
                ("expires_on", models.DateField()),
                ("answered_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "child")),
                        fields=("meeting",),
                        name="survey_once_a_meeting_for_the_child",
                    ),
                    models.UniqueConstraint(
                        fields=("meeting", "guardian"), name="survey_once_a_meeting_for_a_guardian"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("code_hash", ""), _negated=True),
                        fields=("code_hash",),
                        name="survey_code_is_one_only",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("guardian__isnull", True), ("kind", "child")),
                            models.Q(("guardian__isnull", False), ("kind", "guardian")),
                            _connector="OR",
                        ),
                        name="survey_guardian_named_exactly_when_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_on__isnull", True), models.Q(("code_hash", ""), _negated=True)),
                            models.Q(("answered_on__isnull", False), ("code_hash", "")),
                            _connector="OR",
                        ),
                        name="survey_code_gone_exactly_when_answered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyTally",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                ("kind", models.CharField(choices=[("child", "Barn"), ("guardian", "Vårdnadshavare")], max_length=20)),
                ("version", models.PositiveSmallIntegerField()),
                ("half_year", models.DateField()),
                ("item", models.CharField(max_length=30)),
                ("value", models.PositiveSmallIntegerField()),
                ("answers", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "area", "kind", "version", "half_year", "item", "value"),
                        name="survey_tally_counted_in_one_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__lte", 5)), name="survey_answer_is_one_to_five_or_none"
                    ),
                ],
            },
        ),
        same_region("sip_surveycode", "case_id", "sip_case"),
        same_region("sip_surveycode", "guardian_id", "sip_guardian"),
        same_region("sip_surveycode", "opened_by_id", ASSIGNMENT),
        same_case("sip_surveycode", "meeting_id", "sip_planmeeting"),
        same_region("sip_surveytally", "area_id", AREA),
        *tables_sql.PROTECTION,
        safety_net("sip_surveycode"),
        migrations.RunSQL(tables_sql.USING, tables_sql.NOT_USING),
        policy_function(
            "survey_code(hashes text[])",
            "TABLE (kind text, version smallint)",
            tables_sql.CODE,
            grant_to=("bus_app",),
        ),
        policy_function(
            "survey_answer(hashes text[], given jsonb)",
            "boolean",
            tables_sql.ANSWER,
            language="plpgsql",
            volatility="VOLATILE",
            grant_to=("bus_app",),
        ),
        policy_function(
            "survey_figures(fewest integer)",
            "TABLE (area_id uuid, kind text, version smallint, half_year date, item text, answers integer, "
            "high integer, total integer)",
            tables_sql.FIGURES,
            grant_to=("bus_app",),
        ),
    ]
