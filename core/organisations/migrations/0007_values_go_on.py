"""What an area has decided goes on in what it becomes, and of what was made only what ends or is named changes. [S-04]"""

from django.db import migrations

from core.access.migration_ops import policy_function

TABLE = "organisations_profileoverride"
IS_ITS = """
SELECT EXISTS (
  SELECT FROM organisations_arealink l
  JOIN organisations_profileoverride o ON o.area_id = l.predecessor_id AND o.status = 'approved'
  WHERE l.successor_id = area AND l."on" = first AND l.region_id = access.region_id()
    AND (o.key, o.value, o.from_file, o.proposed_user, o.approved_user)
      IS NOT DISTINCT FROM (its_key, its_value, is_from_file, proposed, approved))
"""
GOES_ON = """status = 'approved' AND access.value_goes_on(area_id, valid_from, key::text, value, from_file, proposed_user,
  approved_user)"""

# What changes at all; whose row it is and what it hangs on never does.
CHANGING = {
    "principal": "name",
    "area": "name, valid_to",
    "areadistrict": "valid_to",
    "areaservice": "valid_to",
    "structurechange": 'status, "on", said, holds, about, approved_user, approved_by, approved_name, approved_at',
}
STANDING = ("district", "arealink", "unitlink")
NARROW = "".join(f"REVOKE UPDATE ON organisations_{name} FROM bus_app;\n" for name in (*CHANGING, *STANDING)) + "".join(
    f"GRANT UPDATE ({columns}) ON organisations_{name} TO bus_app;\n" for name, columns in CHANGING.items()
)
WIDEN = "".join(f"GRANT UPDATE ON organisations_{name} TO bus_app;\n" for name in (*CHANGING, *STANDING))


class Migration(migrations.Migration):
    dependencies = [("organisations", "0006_decided_in_the_portal")]
    operations = [
        policy_function(
            "value_goes_on(area uuid, first date, its_key text, its_value jsonb, is_from_file boolean, proposed uuid, "
            "approved uuid)",
            "boolean",
            IS_ITS,
            grant_to=("bus_app",),
        ),
        migrations.RunSQL(NARROW, WIDEN),
        migrations.RunSQL(
            f"CREATE POLICY {TABLE}_goes_on ON {TABLE} FOR INSERT TO bus_app WITH CHECK ({GOES_ON})",
            f"DROP POLICY {TABLE}_goes_on ON {TABLE}",
        ),
    ]
