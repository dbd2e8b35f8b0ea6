"""A question about times before the call: asked of a manager and names no case. [P-83b]"""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.audit.migration_ops import safety_net
from sip.time_enquiry import tables_sql


class Migration(migrations.Migration):
    dependencies = [("sip", "0024_later_answers")]
    operations = [
        migrations.CreateModel(
            name="TimeQuestion",
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
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.district"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "times",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateTimeField(), size=None, verbose_name="Föreslagna tider"
                    ),
                ),
                ("until", models.DateTimeField()),
                ("reply_by", models.DateField(verbose_name="Svara senast")),
                (
                    "suits",
                    django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), null=True, size=None),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("suits__isnull", True)),
                            models.Q(("answered_at__isnull", False), ("suits__isnull", False)),
                            _connector="OR",
                        ),
                        name="time_question_answered_with_its_times",
                    )
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None), ("closed_at", None)),
                        fields=["receiver"],
                        name="time_question_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TimeEnquiry",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="time_enquiries", to="sip.case"
                    ),
                ),
                (
                    "question",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="enquiry", to="sip.timequestion"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case"], name="time_enquiry_of_case")],
            },
        ),
        *tables_sql.PROTECTION,
        migrations.RunSQL(tables_sql.CHANGES, tables_sql.NO_CHANGES),
        safety_net("sip_timeenquiry"),
    ]
