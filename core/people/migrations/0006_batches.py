"""Roles asked for together, out of a file, are answered together by another administrator. [security 2]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import protect, same_region

ADMINISTRATOR = "(SELECT r.role FROM access.acting_row() AS r) = 'region_admin'"
OWN = f"{ADMINISTRATOR} AND proposed_by_id = (SELECT access.assignment_id())"


class Migration(migrations.Migration):
    holds_lock = "Proposals of roles are few, and wait for days at most."
    dependencies = [("people", "0005_doors"), ("regions", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="RoleBatch",
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
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        protect("people_rolebatch", read=ADMINISTRATOR, insert=OWN, roles={"bus_app": "SELECT, INSERT"}),
        same_region("people_rolebatch", "proposed_by_id", "people_roleassignment"),
        migrations.AddField(
            model_name="roleproposal",
            name="batch",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="people.rolebatch",
            ),
        ),
        same_region("people_roleproposal", "batch_id", "people_rolebatch"),
    ]
