"""What a plan is called in another system, each time it changed. [F105]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.audit.migration_ops import safety_net
from sip.plans import external_sql


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("sip", "0041_first_line"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExternalChange",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("system", models.CharField(blank=True, max_length=60, verbose_name="System")),
                ("before", models.CharField(blank=True, max_length=60, verbose_name="Koden före")),
                ("after", models.CharField(blank=True, max_length=60, verbose_name="Koden efter")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="external_changes", to="sip.case"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("before", models.F("after")), _negated=True),
                        name="external_reference_changed_to_another",
                    )
                ],
            },
        ),
        *external_sql.PROTECTION,
        safety_net("sip_externalchange"),
    ]
