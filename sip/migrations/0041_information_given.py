"""That the family was given information, where the unit found that to be enough. [CS-19, F72]"""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import core.clock
from sip.needs import tables_sql
from sip.retention.tables_sql import made_anew

TOLD_TO = [("child", "Barnet"), ("guardians", "Vårdnadshavarna")]
SHEETS = [
    ("sip", "Vad en SIP är"),
    ("individforum", "Vad ett individforum är"),
    ("samtycke", "Vad ett samtycke betyder"),
]


def key(model: str, name: str = "+") -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=name, to=model)


def picks(choices: list, **options) -> django.contrib.postgres.fields.ArrayField:
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.CharField(choices=choices, max_length=20), size=None, **options
    )


class Migration(migrations.Migration):
    dependencies = [("sip", "0040_stopping_cancels")]
    operations = [
        migrations.CreateModel(
            name="InformationGiven",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("given_on", models.DateField(verbose_name="Information lämnades")),
                ("told_to", picks(TOLD_TO, verbose_name="Till vem")),
                ("sheets", picks(SHEETS, blank=True, default=list, verbose_name="Blad som lämnades")),
                ("assessment", key("sip.needassessment", "information")),
                ("child", key("sip.child")),
                ("given_by", key("people.roleassignment")),
                ("region", key("regions.region")),
                ("unit", key("organisations.unit")),
            ],
            options={
                "indexes": [models.Index(fields=["assessment"], name="information_of_need")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("told_to", []), _negated=True), name="information_is_given_to_somebody"
                    )
                ],
            },
        ),
        *tables_sql.PROTECTION,
        *made_anew(7),
    ]
