"""A consent is signed on the screen: the table, its doors, its line in the log, its end, and what it counts as. [F106]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import same_region
from core.audit.migration_ops import safety_net
from sip.access.keys_sql import same_case
from sip.signatures import tables_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0019_noticed_days")]

    operations = [
        migrations.CreateModel(
            name="ConsentSignature",
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
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.case"),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="sip.consent"
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sip.consentgiver"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Den som svarar")),
                ("answer", models.BooleanField()),
                ("language", models.CharField(max_length=20, verbose_name="Språk")),
                ("shown_text", models.TextField()),
                ("shown_hash", models.CharField(max_length=64)),
                ("strokes", models.JSONField(default=list)),
                ("typed_name", models.CharField(blank=True, max_length=200)),
                ("signed_at", models.DateTimeField(default=core.clock.now)),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("consent", "giver"), name="signed_once_by_each", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("strokes", []), _negated=True),
                            models.Q(("typed_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="signature_drawn_or_typed",
                    ),
                ],
            },
        ),
        tables_sql.PROTECTION,
        same_region(tables_sql.TABLE, "case_id", "sip_case"),
        same_case(tables_sql.TABLE, "consent_id", "sip_consent"),
        same_case(tables_sql.TABLE, "giver_id", "sip_consentgiver"),
        same_region(tables_sql.TABLE, "held_by_id", "people_roleassignment"),
        migrations.RunSQL(tables_sql.LIMITS, tables_sql.NO_LIMITS),
        migrations.RunSQL(tables_sql.FROZEN, tables_sql.NOT_FROZEN),
        safety_net(tables_sql.TABLE),
        migrations.RunSQL(tables_sql.IS_SIGNED, tables_sql.IS_NOT_SIGNED),
        migrations.RunSQL(tables_sql.ends_by(tables_sql.ANSWERED), tables_sql.ends_by(tables_sql.ENDS)),
        migrations.RunSQL(tables_sql.GATES, tables_sql.GATES_BACK),
        *tables_sql.QUESTIONS,
    ]
