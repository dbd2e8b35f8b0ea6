"""A question about times before the call: asked of a manager and names no case. [P-83b]"""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.audit.migration_ops import safety_net
from sip.retention.tables_sql import made_anew
from sip.time_enquiry import tables_sql

ROW = [
    ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
    ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
]


def key(model: str) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=model)


def moments(**options) -> django.contrib.postgres.fields.ArrayField:
    return django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), size=None, **options)


class Migration(migrations.Migration):
    dependencies = [("sip", "0035_later_answers")]
    operations = [
        migrations.CreateModel(
            name="TimeQuestion",
            fields=[
                *ROW,
                ("times", moments(verbose_name="Föreslagna tider")),
                ("until", models.DateTimeField()),
                ("reply_by", models.DateField(verbose_name="Svara senast")),
                ("suits", moments(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("district", key("organisations.district")),
                ("receiver", key("people.roleassignment")),
                ("region", key("regions.region")),
                ("sent_by", key("people.roleassignment")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(answered_at=None, closed_at=None),
                        fields=["receiver"],
                        name="time_question_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(suits__isnull=True, answered_at__isnull=True)
                        | models.Q(suits__isnull=False, answered_at__isnull=False),
                        name="time_question_answered_with_its_times",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TimeEnquiry",
            fields=[
                *ROW,
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="time_enquiries", to="sip.case"
                    ),
                ),
                (
                    "question",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="enquiry", to="sip.timequestion"
                    ),
                ),
                ("region", key("regions.region")),
            ],
            options={"indexes": [models.Index(fields=["case"], name="time_enquiry_of_case")]},
        ),
        *tables_sql.PROTECTION,
        migrations.RunSQL(tables_sql.CHANGES, tables_sql.NO_CHANGES),
        safety_net("sip_timeenquiry"),
        *made_anew(6),
    ]
