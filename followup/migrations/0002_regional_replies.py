"""What the regional level says of a follow-up, and who moves one on, from its texts to the answer. [SM-9]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import append_only, policy_function, protect, same_region
from followup import questions

TABLE = "followup_regionalreply"
READ = "follow_up_id = ANY (ARRAY(SELECT access.visible_follow_up_ids()))"
ANSWERED = "follow_up_id = ANY (ARRAY(SELECT access.answerable_follow_up_ids()))"
ME = "(SELECT access.assignment_id())"
DOOR = "ALTER POLICY followup_annualfollowup_update_app_1 ON followup_annualfollowup"
MOVED = "id = ANY (ARRAY(SELECT access.movable_follow_up_ids()))"
LED = f"area_id = (SELECT me.area_id FROM access.acting_row() AS me WHERE me.role IN {questions.LEADERS})"


class Migration(migrations.Migration):
    dependencies = [("followup", "0001_follow_up"), ("people", "0002_protection")]

    operations = [
        migrations.CreateModel(
            name="RegionalReply",
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
                    "follow_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="followup.annualfollowup",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("analysis", "Regional analys"), ("answer", "Svar till gruppen")], max_length=10
                    ),
                ),
                ("text", models.TextField(max_length=20000)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["at"],
                "constraints": [models.UniqueConstraint(fields=("follow_up", "kind"), name="reply_once_of_a_kind")],
            },
        ),
        *(policy_function(name, "SETOF uuid", body) for name, body in questions.MOVING.items()),
        protect(
            TABLE,
            read=READ,
            insert=f"by_id = {ME} AND {ANSWERED}",
            roles={"bus_app": "SELECT, INSERT", "bus_worker": "SELECT"},
        ),
        same_region(TABLE, "follow_up_id", "followup_annualfollowup"),
        same_region(TABLE, "by_id", "people_roleassignment"),
        append_only(TABLE),
        migrations.RunSQL(f"{DOOR} USING ({MOVED}) WITH CHECK ({MOVED})", f"{DOOR} USING ({LED}) WITH CHECK ({LED})"),
    ]
