"""The door of what was noted when the family was given information: of a need where that is enough. [security 3]"""

from core.access.migration_ops import same_region
from core.audit.migration_ops import safety_net
from sip.access.keys_sql import ASSIGNMENT, UNIT
from sip.access.tables_sql import CHILD, ME, MY_UNIT, doors

TABLE = "sip_informationgiven"
OF_THE_NEED = f"""EXISTS (SELECT FROM sip_needassessment n
  WHERE n.id = {TABLE}.assessment_id AND n.child_id = {TABLE}.child_id AND n.position = 'inform')"""
TARGETS = {
    "child_id": "sip_child",
    "assessment_id": "sip_needassessment",
    "unit_id": UNIT,
    "given_by_id": ASSIGNMENT,
}

PROTECTION = [
    doors(
        TABLE,
        "SELECT, INSERT",
        read=CHILD,
        insert=f"{CHILD} AND given_by_id = {ME} AND unit_id = {MY_UNIT} AND {OF_THE_NEED}",
    ),
    *(same_region(TABLE, column, target) for column, target in TARGETS.items()),
    safety_net(TABLE, child="child_id"),
]
