"""What carries a piece from one unit to another, the receiver's own copies, and what a consent says besides. [facts 9.4-9.6]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import append_only, policy_function, same_region
from core.audit.migration_ops import safety_net
from sip.access import disclosures_sql


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_override_doors"),
        ("people", "0005_doors"),
        ("regions", "0001_initial"),
        ("sip", "0008_persons"),
    ]

    operations = [
        migrations.CreateModel(
            name="FiledPiece",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
                ("case_id", models.UUIDField()),
                ("disclosure_id", models.UUIDField()),
                ("code", models.CharField(max_length=12)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "from_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.unit"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tried", "Det här har prövats"),
                            ("view", "Vår bild av läget"),
                            ("need", "Därför behövs en plan"),
                        ],
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("text", models.TextField(max_length=20000)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("consent", "Samtycke"),
                            ("osl_25_12", "Nödvändigt stöd till barnet, från hälso- och sjukvården"),
                            ("osl_26_9", "Nödvändigt stöd till barnet, från socialtjänsten"),
                            ("osl_10_2", "Nödvändigt för den egna verksamheten"),
                            ("osl_10_27", "Det är uppenbart att skälen att lämna ut väger tyngst"),
                            ("osl_10_28", "Uppgiftsskyldighet i lag"),
                            ("osl_25_13a", "Nödvändigt inom huvudmannens elevhälsa"),
                        ],
                        max_length=20,
                    ),
                ),
                ("disclosed_at", models.DateTimeField()),
                (
                    "child",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.child"
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("filed_at", models.DateTimeField(default=core.clock.now)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("disclosure_id",), name="disclosure_filed_once")],
                "indexes": [models.Index(fields=["unit", "filed_at"], name="sip_filedpi_unit_id_7c528f_idx")],
            },
        ),
        *(same_region("sip_filedpiece", column, target) for column, target in disclosures_sql.TO_REGION_LEVEL.items()),
        policy_function("visible_filed_piece_ids()", "SETOF uuid", disclosures_sql.FILED_PIECES),
        *disclosures_sql.PROTECTION,
        migrations.RunSQL(disclosures_sql.LOCKS, disclosures_sql.LOCKS_BACK),
        migrations.RunSQL(disclosures_sql.TABLE_OF_GROUNDS, disclosures_sql.TABLE_OF_GROUNDS_BACK),
        migrations.RunSQL(disclosures_sql.GATES, disclosures_sql.GATES_BACK),
        migrations.RunSQL(disclosures_sql.FILING, disclosures_sql.FILING_BACK),
        append_only("sip_filedpiece"),
        safety_net("sip_filedpiece"),
    ]
