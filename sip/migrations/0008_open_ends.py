"""What the start page asks for lies in indexes of its own: few of a county's sittings, calls and decisions are open."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    holds_lock = "No portal has rows yet: the table is made by the same release."

    dependencies = [("sip", "0007_namesakes")]
    operations = [
        migrations.AddIndex(
            "occasion", models.Index(fields=["region", "case"], condition=Q(status="called"), name="occasion_ahead")
        ),
        migrations.AddIndex(
            "call", models.Index(fields=["assignment"], condition=Q(reply="none"), name="call_without_reply")
        ),
        migrations.AddIndex(
            "decision",
            models.Index(
                fields=["responsible_unit", "due_on"], condition=Q(done_on__isnull=True), name="decision_to_follow_up"
            ),
        ),
    ]
