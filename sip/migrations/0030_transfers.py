"""Information is passed to named units on a consent of its own, without a forum case or a plan. [6.2, CS-03, CS-13]"""

import django.db.models.deletion
from django.db import migrations, models

from core.access.migration_ops import same_region
from core.audit.migration_ops import safety_net
from sip.transfers import expecting_sql, tables_sql


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("sip", "0029_lss_offers"),
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
        same_region("sip_expectedbirth", "ended_by_id", "people_roleassignment"),
        migrations.RunSQL(expecting_sql.ENDS, expecting_sql.NO_ENDS),
        migrations.RunSQL(expecting_sql.GOES, expecting_sql.GOES_BACK),
    ]
