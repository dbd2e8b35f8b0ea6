"""Which managers an unsolved case may go to: the decided group's. [cfg.unresolved_goes_to]"""

from sip.access.restructured_sql import STEERS_TODAY

# The kind of the group: what the administrators have decided for the region today, else what its file says. [F2]
GOES_TO = """
SELECT coalesce(
  (SELECT o.value #>> '{}' FROM organisations_profileoverride o
   WHERE o.region_id = access.region_id() AND o.area_id IS NULL AND o.key = 'unresolved_goes_to'
     AND o.status = 'approved' AND o.valid_from <= access.today()
     AND coalesce(o.valid_to, 'infinity') >= access.today()),
  (SELECT p.data ->> 'unresolved_goes_to' FROM regions_regionprofile p WHERE p.region_id = access.region_id()
   ORDER BY (p.valid_from <= access.today() AND coalesce(p.valid_to, 'infinity') >= access.today()) DESC,
     CASE WHEN p.valid_from <= access.today() THEN -p.version ELSE p.version END LIMIT 1))
"""


def _door(check: str) -> str:
    return f"ALTER POLICY sip_concernedmanager_insert_app_1 ON sip_concernedmanager WITH CHECK ({check})"


ANY = "g.kind IN ('steering_group', 'local_group')"
DECIDED, DECIDED_BEFORE = _door(STEERS_TODAY.replace(ANY, "g.kind = access.unresolved_goes_to()")), _door(STEERS_TODAY)
