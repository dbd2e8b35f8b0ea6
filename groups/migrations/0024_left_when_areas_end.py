"""An area ends when what its groups have planned is settled; whoever decides is told how much, never what. [S-04]"""

from django.db import migrations

from core.access.migration_ops import policy_function

LEFT = """
WITH me AS MATERIALIZED (SELECT * FROM access.acting_row() AS r WHERE r.role = 'region_admin'),
ending AS (SELECT f.id FROM me JOIN groups_forum f ON f.region_id = me.region_id WHERE f.area_id = ANY (areas))
SELECT
  (SELECT count(*)::int FROM ending e JOIN groups_meeting m ON m.forum_id = e.id
   WHERE m.status IN ('planned', 'called') AND (m.starts_at AT TIME ZONE 'Europe/Stockholm')::date > last),
  (SELECT count(*)::int FROM groups_task t WHERE t.status NOT IN ('closed', 'cancelled')
     AND (t.giver_id IN (SELECT e.id FROM ending e) OR t.receiver_id IN (SELECT e.id FROM ending e)))
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0023_voices")]
    operations = [
        policy_function(
            "left_in_groups(areas uuid[], last date)", "TABLE (meetings int, tasks int)", LEFT, grant_to=("bus_app",)
        ),
    ]
