"""Information is passed to named units on a consent of its own, without a forum case or a plan. [6.2, CS-03, CS-13]"""

import django.db.models.deletion
from django.db import migrations, models

from core.access.migration_ops import policy_function
from core.audit.migration_ops import safety_net
from sip.retention import questions_sql
from sip.retention.tables_sql import SCOPE_RETURNS, WHICH, made_anew
from sip.transfers import tables_sql


def _owned(body) -> tuple[str, str]:
    return body(questions_sql.OWNER), body(questions_sql.OWNER_BEFORE)


SCOPE, SCOPE_BEFORE = _owned(questions_sql.scope)
CASE, CASE_BEFORE = _owned(questions_sql.case_of)


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_override_doors"),
        ("people", "0008_invitations_leave_by_job"),
        ("regions", "0001_initial"),
        ("sip", "0041_joint_meeting"),
    ]

    operations = [
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="transfer",
                        serialize=False,
                        to="sip.case",
                    ),
                ),
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
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.district"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Pågår"), ("closed", "Avslutad"), ("stopped", "Samtycket är återkallat")],
                        default="open",
                        max_length=20,
                    ),
                ),
                (
                    "starting_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("need_noticed_on", models.DateField(verbose_name="Behovet uppmärksammades")),
                ("started_on", models.DateField(verbose_name="Påbörjades")),
                ("ended_on", models.DateField(null=True, verbose_name="Avslutades")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on__isnull", True), ("status", "open")),
                            models.Q(models.Q(("status", "open"), _negated=True), ("ended_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="transfer_ended_exactly_when_stamped",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("need_noticed_on__lte", models.F("started_on"))),
                        name="transfer_started_after_its_need",
                    ),
                ],
                "indexes": [models.Index(fields=["region", "started_on", "case"], name="transfer_by_day")],
            },
        ),
        *tables_sql.PROTECTION,
        migrations.RunSQL(tables_sql.ENDS, tables_sql.NO_ENDS),
        migrations.RunSQL(tables_sql.DOORS, tables_sql.DOORS_BACK),
        *tables_sql.QUESTIONS,
        migrations.RunSQL(tables_sql.GATES, tables_sql.GATES_BACK),
        safety_net("sip_transfer"),
        policy_function(f"retention_scope({WHICH})", SCOPE_RETURNS, SCOPE, grant_to=(), reverse_body=SCOPE_BEFORE),
        policy_function(
            "retention_case(p_code text)",
            "TABLE (kind text, subject_id uuid)",
            CASE,
            grant_to=("bus_app",),
            reverse_body=CASE_BEFORE,
        ),
        *made_anew(9),
    ]
