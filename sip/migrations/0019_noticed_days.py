"""The day the need was noticed is set right by a row that says what stood and why. [domain 5, DL-01]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.audit.migration_ops import safety_net
from sip.access import noticed_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0018_sorted_texts")]
    operations = [
        migrations.CreateModel(
            name="CaseNoticed",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="noticed_days", to="sip.case"
                    ),
                ),
                ("previous_on", models.DateField()),
                ("noticed_on", models.DateField(verbose_name="Behovet uppmärksammades")),
                ("reason", models.CharField(max_length=300, verbose_name="Varför rättas dagen?")),
                (
                    "corrected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("noticed_on", models.F("previous_on")), _negated=True),
                        name="noticed_day_is_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="noticed_day_is_corrected_with_a_reason"
                    ),
                ],
                "indexes": [models.Index(fields=["case"], name="sip_casenoticed_of_case")],
            },
        ),
        *noticed_sql.PROTECTION,
        migrations.RunSQL(noticed_sql.MOVES, noticed_sql.MOVES_BACK),
        safety_net("sip_casenoticed"),
    ]
