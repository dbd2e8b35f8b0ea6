"""Which managers an unsolved case may go to: the decided group's. [cfg.unresolved_goes_to]"""

from sip.access.joining_sql import steers
from sip.access.profile_sql import decided, of_the_file
from sip.access.restructured_sql import STEERS_TODAY, TODAYS_AREA

# The kind of the group: what the administrators have decided for the region today, else what its file says. [F2]
GOES_TO = f"""
SELECT coalesce(
  (SELECT o.value #>> '{{}}' {decided("access.region_id()")} AND o.key = 'unresolved_goes_to'),
  (SELECT p.data ->> 'unresolved_goes_to' {of_the_file("access.region_id()")}))
"""


def _door(check: str) -> str:
    return f"ALTER POLICY sip_concernedmanager_insert_app_1 ON sip_concernedmanager WITH CHECK ({check})"


DECIDED = _door(steers(area=TODAYS_AREA, kind="= access.unresolved_goes_to()"))
DECIDED_BEFORE = _door(STEERS_TODAY)
