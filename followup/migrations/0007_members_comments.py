"""What the members of a group say of a year's texts before its meeting. [SM-9, F137]"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import core.clock
from core.access.migration_ops import append_only, protect, same_region
from followup import questions

TABLE = "followup_followupcomment"
ME = "(SELECT access.assignment_id())"
READY = "AND f.status = 'drafted'"


def of_mine(more: str = "") -> str:
    """The follow-ups of one's own area, for those who sit in its groups."""
    mine = f"f.area_id = me.area_id AND me.role IN {questions.OWN} {more}"
    rows = f"SELECT f.id FROM access.acting_row() AS me JOIN followup_annualfollowup f ON {mine}"
    return f"follow_up_id = ANY (ARRAY({rows}))"


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0006_regional_compilation"),
        ("people", "0007_child_level_row"),
        ("regions", "0002_laws_by_decision"),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUpComment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=core.clock.now, editable=False)),
                (
                    "section",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("analysis", "Gruppens analys"),
                            ("gender_analysis", "Jämställdhet"),
                            ("effects_for_children", "Effekter för barnen"),
                            ("voices", "Vad barn, familjer och organisationer säger"),
                            ("obstacles", "Hinder och vad vi gjorde åt dem"),
                            ("agreements", "Överenskommelser och rutiner"),
                            ("needs", "Behov och frågor till den regionala nivån"),
                            ("maintenance", "Huvudmännens egen kvalitetsuppföljning"),
                        ],
                        max_length=30,
                    ),
                ),
                ("text", models.TextField(max_length=2000)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.roleassignment"
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="followup.annualfollowup",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
            ],
            options={"ordering": ["at", "id"]},
        ),
        protect(
            TABLE,
            read=of_mine(),
            insert=f"by_id = {ME} AND {of_mine(READY)}",
            roles={"bus_app": "SELECT, INSERT"},
        ),
        same_region(TABLE, "follow_up_id", "followup_annualfollowup"),
        same_region(TABLE, "by_id", "people_roleassignment"),
        append_only(TABLE),
    ]
