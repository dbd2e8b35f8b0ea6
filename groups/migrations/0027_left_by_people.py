"""Whoever ends a role is told what its holder answers for in the groups: how much and where, never what. [F10]"""

from django.db import migrations

from core.access.migration_ops import policy_function

LEFT = """
WITH me AS MATERIALIZED (SELECT * FROM access.acting_row() AS r WHERE r.role = 'region_admin'),
open AS (
  SELECT 1 AS place, 'action' AS kind, a.region_id, a.forum_id, a.responsible_id AS person FROM groups_actionitem a
  WHERE a.responsible_id = ANY (people) AND a.done_on IS NULL AND a.struck_at IS NULL
  UNION ALL
  SELECT 2, 'activity', a.region_id, a.forum_id, a.responsible_id FROM groups_planactivity a
  JOIN groups_actionplan p ON p.id = a.plan_id AND p.status <> 'closed'
  WHERE a.responsible_id = ANY (people) AND a.status IN ('planned', 'in_progress') AND a.removed_at IS NULL
  UNION ALL
  SELECT 3, 'obstacle', o.region_id, o.forum_id, o.owner_id FROM groups_obstacle o
  WHERE o.owner_id = ANY (people) AND o.ended_on IS NULL
  UNION ALL
  SELECT 4, 'routine', r.region_id, r.forum_id, r.responsible_id FROM groups_routine r
  WHERE r.responsible_id = ANY (people) AND EXISTS (
    SELECT FROM groups_routineversion v WHERE v.routine_id = r.id AND v.status IN ('draft', 'decided', 'in_force'))
  UNION ALL
  SELECT 5, 'agreement', s.region_id, a.forum_id, s.signatory_id FROM groups_agreementparty s
  JOIN groups_agreement a ON a.id = s.agreement_id AND a.status IN ('draft', 'in_consultation', 'ready_to_sign')
  WHERE s.signatory_id = ANY (people) AND s.signed_on IS NULL AND s.removed_at IS NULL)
SELECT o.place, o.person, o.forum_id, o.kind, count(*)::int FROM me JOIN open o ON o.region_id = me.region_id
GROUP BY o.place, o.person, o.forum_id, o.kind
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0026_sums_for_the_years_count")]
    operations = [
        policy_function(
            "left_by_people(people uuid[])",
            "TABLE (place int, person uuid, forum uuid, kind text, n int)",
            LEFT,
            grant_to=("bus_app",),
        ),
    ]
