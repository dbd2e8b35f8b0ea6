"""A district without a convenor: its clocks are told to the group's chair, the code alone. [issue: Decided]

The row of a clock has no text. Its events, which tell who acted where, and the case itself stay closed.
"""

from django.db import migrations

from core.access.migration_ops import policy_function

UNLED = """
DECLARE
  me record;
  places uuid[];
BEGIN
  SELECT * INTO me FROM access.acting_row();
  IF me.role IS DISTINCT FROM 'group_chair' OR me.area_id IS NULL THEN RETURN; END IF;
  SELECT array_agg(d.district_id) INTO places FROM organisations_areadistrict d
    WHERE d.area_id = me.area_id AND d.region_id = me.region_id
      AND d.valid_from <= access.today() AND (d.valid_to IS NULL OR d.valid_to >= access.today())
      AND NOT EXISTS (
        SELECT FROM people_roleassignment a
        WHERE a.region_id = d.region_id AND a.district_id = d.district_id AND a.role = 'forum_convenor'
          AND a.valid_from <= access.today() AND (a.valid_to IS NULL OR a.valid_to >= access.today()));
  IF places IS NULL THEN RETURN; END IF;
  RETURN QUERY
    SELECT o.id FROM obligations_obligation o JOIN obligations_deadlinerule r ON r.id = o.rule_id
    WHERE o.region_id = me.region_id AND o.ended_on IS NULL AND o.case_id IS NOT NULL
      AND o.district_id = ANY (places) AND o.owner_role = 'forum_convenor' AND r.fallback_role = me.role;
END
"""
DOOR = """
CREATE POLICY obligations_obligation_select_unled ON obligations_obligation FOR SELECT TO bus_app
  USING (id = ANY (ARRAY(SELECT access.unled_obligation_ids())))
"""


class Migration(migrations.Migration):
    dependencies = [("obligations", "0001_initial"), ("people", "0002_protection"), ("organisations", "0001_initial")]
    operations = [
        policy_function(
            "unled_obligation_ids()", "SETOF uuid", UNLED, language="plpgsql", grant_to=("bus_app", "bus_worker")
        ),
        migrations.RunSQL(DOOR, "DROP POLICY obligations_obligation_select_unled ON obligations_obligation"),
    ]
