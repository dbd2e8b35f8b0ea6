"""Whoever stands in reads as long as the holder sits there; what has not begun may go; open items are counted whole."""

from django.db import migrations

from core.access.migration_ops import policy_function
from groups.assignments import tables_sql as tasks
from groups.meetings import tables_sql as meetings
from groups.seats import tables_sql as seats

SEATED = {name: meetings.FUNCTIONS[name] for name in ("visible_forum_ids", "led_forum_ids")} | tasks.FUNCTIONS


class Migration(migrations.Migration):
    dependencies = [("groups", "0010_agreements_bound"), ("people", "0008_invitations_leave_by_job")]
    operations = [
        *(policy_function(f"{name}()", "SETOF uuid", body, reverse_body=body) for name, body in SEATED.items()),
        migrations.RunSQL(seats.MAY_GO, seats.MAY_NOT_GO),
        meetings.COUNTS_OPEN_ITEMS,
    ]
