"""Members are asked to read the agreement that holds, and say when they have. [F67]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from groups.agreements import reading_sql


def key(to: str, related: str = "+"):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=related, to=to)


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0013_agreements_followed"),
        ("people", "0008_invitations_leave_by_job"),
        ("regions", "0001_initial"),
    ]
    operations = [
        migrations.CreateModel(
            name="AgreementReading",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("agreement", key("groups.agreement", "readings")),
                ("assignment", key("people.roleassignment")),
                ("asked_by", key("people.roleassignment")),
                ("region", key("regions.region")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("agreement", "assignment"), name="asked_to_read_once")],
            },
        ),
        *reading_sql.PROTECTION,
    ]
