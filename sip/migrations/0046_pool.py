"""A unit asks the SIP coordinators of its area for help; what it asks tells of no child. [F104]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from sip.pool import tables_sql

HELP = [
    ("lead", "Någon utifrån som leder SIP-mötet"),
    ("tool", "Hjälp med SIP, för att vi saknar systemet eller verktygen"),
    ("start", "Råd om hur vi börjar en SIP"),
    ("stuck", "Råd när samarbetet har kört fast"),
    ("training", "Utbildning för oss i SIP"),
]
STATUS = [
    ("asked", "Väntar på svar"),
    ("assigned", "En samordnare hjälper till"),
    ("declined", "Fick nej"),
    ("withdrawn", "Återtagen"),
]
REASONS = [
    ("no_time", "Ingen samordnare har tid då"),
    ("other_unit", "En annan verksamhet ska hjälpa till enligt rutinen"),
    ("not_sip", "Frågan hör inte till samordnarna"),
]
Q = models.Q


def key(model: str, **options) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=model, **options)


class Migration(migrations.Migration):
    dependencies = [("sip", "0045_transfers")]
    operations = [
        migrations.CreateModel(
            name="PoolAsk",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("kind", models.CharField(choices=HELP, max_length=20, verbose_name="Vilken hjälp?")),
                ("case_code", models.CharField(blank=True, max_length=12, verbose_name="Planens kod")),
                ("needed_by", models.DateField(verbose_name="Behövs senast")),
                ("status", models.CharField(choices=STATUS, default="asked", max_length=20)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "decline_reason",
                    models.CharField(blank=True, choices=REASONS, max_length=20, verbose_name="Varför?"),
                ),
                ("answered_by", key("people.roleassignment", null=True)),
                ("area", key("organisations.area")),
                ("asked_by", key("people.roleassignment")),
                ("coordinator", key("people.roleassignment", null=True)),
                ("region", key("regions.region")),
                ("unit", key("organisations.unit")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["area", "status"], name="pool_asks_of_area"),
                    models.Index(fields=["unit", "status"], name="pool_asks_of_unit"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(status__in=["asked", "withdrawn"])
                        | Q(status="assigned", coordinator__isnull=False, answered_by__isnull=False)
                        | Q(status="declined", answered_by__isnull=False) & ~Q(decline_reason=""),
                        name="pool_answered_by_somebody_with_what",
                    )
                ],
            },
        ),
        *tables_sql.PROTECTION,
        migrations.RunSQL(tables_sql.CHANGES, tables_sql.NO_CHANGES),
    ]
