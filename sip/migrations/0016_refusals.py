"""A no to a plan: a unit's own row, a code for the family's reason, and the pattern in counts. [F76, P-42]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.audit.migration_ops import safety_net
from sip.refusals import tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_safety_net"),
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("sip", "0015_escalation_needs_consent"),
    ]

    operations = [
        migrations.CreateModel(
            name="Refusal",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="refusals", to="sip.case"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "refused_to",
                    models.CharField(
                        choices=[("take_part", "Att delta i planen"), ("begin", "Att börja en SIP")],
                        max_length=20,
                        verbose_name="Vad säger verksamheten nej till?",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("no_contact", "Har ingen pågående kontakt med barnet"),
                            ("no_time", "Kan inte den tiden"),
                            ("not_ours", "Anser att frågan inte hör till verksamheten"),
                            ("no_staff", "Har ingen som kan komma"),
                            ("no_need", "Anser att samordning inte behövs"),
                            ("other", "Annat skäl"),
                        ],
                        max_length=20,
                        verbose_name="Varför?",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=1000, verbose_name="Så sade de")),
                ("refused_on", models.DateField(verbose_name="Vilken dag?")),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", "other"), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="refusal_for_another_reason_says_which",
                    )
                ],
                "indexes": [models.Index(fields=["case", "refused_on"], name="sip_refusal_case_id_13ff6f_idx")],
            },
        ),
        tables_sql.PROTECTION,
        *tables_sql.KEYS,
        safety_net(tables_sql.TABLE),
        tables_sql.FUNCTION,
        migrations.RunSQL(tables_sql.WORDS, tables_sql.NO_WORDS),
    ]
