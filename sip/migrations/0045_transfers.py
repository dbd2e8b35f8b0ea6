"""Information is passed to named units on a consent of its own, without a forum case or a plan. [6.2, CS-03, CS-13]"""

import django.db.models.deletion
from django.db import migrations, models

from core.access.migration_ops import policy_function
from core.audit.migration_ops import safety_net
from sip.retention import questions_sql
from sip.retention.tables_sql import SCOPE_RETURNS, WHICH, made_anew
from sip.transfers import tables_sql

KINDS = [("forum", "Individforum"), ("sip", "SIP"), ("transfer", "Uppgifter till andra")]
PURPOSES = [
    ("forum_occasion", "Ett möte i individforum"),
    ("steering_escalation", "Att berörda chefer i styrgruppen beslutar"),
    ("sip", "Att göra och följa en SIP tillsammans"),
    ("information_transfer", "Att lämna uppgifter till andra verksamheter"),
    ("unborn", "Att lämna uppgifter innan barnet är fött"),
]
PARTS = [
    ("raiser", "Väckte ärendet"),
    ("unit", "Berörd verksamhet"),
    ("receiver", "Tar emot uppgifter"),
    ("called", "Kallad chef"),
    ("substitute", "Ersättare"),
    ("caseworker", "Kallad handläggare"),
]
STATES = [("open", "Pågår"), ("closed", "Avslutad"), ("stopped", "Samtycket är återkallat")]
NAMES_ITS_OCCASION = "called_participation_names_its_occasion"


def key(to: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to)


def _owned(body) -> tuple[str, str]:
    return body(questions_sql.OWNER), body(questions_sql.OWNER_BEFORE)


SCOPE, SCOPE_BEFORE = _owned(questions_sql.scope)
CASE, CASE_BEFORE = _owned(questions_sql.case_of)


class Migration(migrations.Migration):
    holds_lock = "one check on sip_participation, read through once: a county's in under a second"
    dependencies = [
        ("organisations", "0002_override_doors"),
        ("people", "0008_invitations_leave_by_job"),
        ("regions", "0001_initial"),
        ("sip", "0044_joint_meeting"),
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
                ("status", models.CharField(choices=STATES, default="open", max_length=20)),
                ("need_noticed_on", models.DateField(verbose_name="Behovet uppmärksammades")),
                ("started_on", models.DateField(verbose_name="Påbörjades")),
                ("ended_on", models.DateField(null=True, verbose_name="Avslutades")),
                ("area", key("organisations.area")),
                ("district", key("organisations.district")),
                ("region", key("regions.region")),
                ("started_by", key("people.roleassignment")),
                ("starting_unit", key("organisations.unit")),
            ],
            options={
                "indexes": [models.Index(fields=["region", "started_on", "case"], name="transfer_by_day")],
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
            },
        ),
        migrations.AlterField("case", "kind", models.CharField(choices=KINDS, max_length=10)),
        migrations.AlterField("consent", "purpose", models.CharField(choices=PURPOSES, max_length=30)),
        migrations.AlterField("participation", "part", models.CharField(choices=PARTS, max_length=20)),
        migrations.RemoveConstraint("participation", NAMES_ITS_OCCASION),
        migrations.AddConstraint(
            "participation",
            models.CheckConstraint(
                condition=models.Q(
                    ("part__in", ["raiser", "unit", "receiver"]), ("occasion__isnull", False), _connector="OR"
                ),
                name=NAMES_ITS_OCCASION,
            ),
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
