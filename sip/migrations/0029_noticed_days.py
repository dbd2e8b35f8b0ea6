"""The day the need was noticed is set right by a row that says what stood and why. [domain 5, DL-01]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.audit.migration_ops import safety_net
from sip.access import noticed_sql
from sip.retention.tables_sql import made_anew


def key(model: str, name: str = "+") -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=name, to=model)


class Migration(migrations.Migration):
    dependencies = [("sip", "0028_sorted_texts")]
    operations = [
        migrations.CreateModel(
            name="CaseNoticed",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("previous_on", models.DateField()),
                ("noticed_on", models.DateField(verbose_name="Behovet uppmärksammades")),
                ("reason", models.CharField(max_length=300, verbose_name="Varför rättas dagen?")),
                ("case", key("sip.case", "noticed_days")),
                ("corrected_by", key("people.roleassignment")),
                ("region", key("regions.region")),
            ],
            options={
                "indexes": [models.Index(fields=["case"], name="sip_casenoticed_of_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=~models.Q(noticed_on=models.F("previous_on")), name="noticed_day_is_another"
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(reason=""), name="noticed_day_is_corrected_with_a_reason"
                    ),
                ],
            },
        ),
        *noticed_sql.PROTECTION,
        migrations.RunSQL(noticed_sql.MOVES, noticed_sql.MOVES_BACK),
        safety_net("sip_casenoticed"),
        *made_anew(4),
    ]
