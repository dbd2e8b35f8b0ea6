"""How often a forum is to meet: a row for each term and year, which its clock is about. [F30]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.frequency import tables_sql


class Migration(migrations.Migration):
    dependencies = [("groups", "0004_documents"), ("regions", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="ForumPeriod",
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
                    "forum",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="periods", to="groups.forum"
                    ),
                ),
                ("code", models.CharField(max_length=10)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("forum", "code", "ends_on"), name="period_of_a_forum_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="period_ends_after_it_starts"
                    ),
                ],
            },
        ),
        *tables_sql.PROTECTION,
    ]
