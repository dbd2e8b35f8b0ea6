"""A colleague of the own unit may be let in; only one's own contact is ended, now and once. [security 1, 3]"""

from sip.access.joining_sql import DOORS as JOINING
from sip.access.joining_sql import IN_FORCE, NOW
from sip.access.tables_sql import CHILD, ME, MY_UNIT, WRITABLE_CHILD

COLLEAGUE = f"""EXISTS (SELECT FROM people_roleassignment a WHERE a.id = assignment_id AND a.unit_id = {MY_UNIT}
  AND a.role = 'caseworker' AND {IN_FORCE.format("a")})"""
OWN = f"{CHILD} AND assignment_id = {ME}"
LIVE = "(valid_to IS NULL OR valid_to > (SELECT access.moment()))"  # a stand-in's may end before its day

DOORS = f"""
DROP POLICY sip_contact_insert_app_1 ON sip_contact;
CREATE POLICY sip_contact_insert_app_1 ON sip_contact FOR INSERT TO bus_app WITH CHECK (
  {WRITABLE_CHILD} AND unit_id = {MY_UNIT} AND (assignment_id = {ME} OR ({CHILD} AND {COLLEAGUE})));
GRANT UPDATE (valid_to) ON sip_contact TO bus_app;
DROP POLICY sip_contact_update_app_2 ON sip_contact;
CREATE POLICY sip_contact_update_app_2 ON sip_contact FOR UPDATE TO bus_app
  USING ({OWN} AND {LIVE}) WITH CHECK ({OWN} AND valid_to {NOW});
"""
BACK = f"""
REVOKE UPDATE (valid_to) ON sip_contact FROM bus_app;
DROP POLICY sip_contact_insert_app_1 ON sip_contact;
CREATE POLICY sip_contact_insert_app_1 ON sip_contact FOR INSERT TO bus_app WITH CHECK ({JOINING["contact"][0]});
DROP POLICY sip_contact_update_app_2 ON sip_contact;
CREATE POLICY sip_contact_update_app_2 ON sip_contact FOR UPDATE TO bus_app USING ({CHILD}) WITH CHECK ({CHILD});
"""
