"""Nobody gives oneself a role in the database either: two administrators, or the operator's command. [security 1-3]

What somebody may see follows from `people_roleassignment`, so a statement smuggled into anybody's request must not
be able to write there. An assignment needs the other administrator's waiting proposal, word for word; afterwards only
its end and its account change.
"""

from django.db import migrations

ADMIN = "(SELECT me.role FROM access.acting_row() AS me) = 'region_admin'"
COMMAND = "(SELECT access.kind()) IN ('command', 'job')"
OTHER = f"""{ADMIN} AND person_id <> (SELECT me.person_id FROM access.acting_row() AS me)
  AND user_id IS DISTINCT FROM (SELECT access.user_id())"""
PROPOSED = """EXISTS (
  SELECT FROM people_roleproposal p
  WHERE p.status = 'proposed' AND p.proposed_by_id = granted_by_id AND p.person_id = people_roleassignment.person_id
    AND (p.role, p.valid_from, p.valid_to, p.has_mandate)
      = (people_roleassignment.role, people_roleassignment.valid_from, people_roleassignment.valid_to,
         people_roleassignment.has_mandate)
    AND (p.unit_id, p.area_id, p.district_id, p.principal_id) IS NOT DISTINCT FROM
        (people_roleassignment.unit_id, people_roleassignment.area_id, people_roleassignment.district_id,
         people_roleassignment.principal_id))"""
GIVEN = f"""({COMMAND} OR ({OTHER} AND approved_by_id = (SELECT access.assignment_id())
  AND granted_by_id <> approved_by_id AND {PROPOSED}))"""
KEPT = f"({COMMAND} OR ({OTHER}))"
DIRECTORY = f"({COMMAND} OR {ADMIN})"
ASKED = f"({ADMIN} AND proposed_by_id = (SELECT access.assignment_id()))"

# Table → command's policy → (using, check); and the columns that may change at all.
POLICIES = {
    "people_roleassignment_insert_app_1": ("", GIVEN),
    "people_roleassignment_update_app_2": (KEPT, KEPT),
    "people_person_insert_app_1": ("", DIRECTORY),
    "people_person_update_app_2": (DIRECTORY, DIRECTORY),
    "people_invitation_select_app_0": (DIRECTORY, ""),
    "people_invitation_insert_app_1": ("", DIRECTORY),
    "people_invitation_update_app_2": (DIRECTORY, DIRECTORY),
    "people_roleproposal_insert_app_1": ("", ASKED),
    "people_factorreset_insert_app_1": ("", ASKED),
}
CHANGING = {
    "people_roleassignment": "valid_to, user_id",
    "people_invitation": "used_at",
    "people_roleproposal": "status, decided_by_id, decided_at, assignment_id",
    "people_factorreset": "status, decided_by_id, decided_at",
}


def _table(policy: str) -> str:
    return "_".join(policy.split("_")[:2])


def _alter(policy: str, using: str, check: str) -> str:
    clauses = f" USING ({using})" if using else ""
    clauses += f" WITH CHECK ({check})" if check else ""
    return f"ALTER POLICY {policy} ON {_table(policy)}{clauses};\n"


def _open(policy: str, using: str, check: str) -> str:
    before = ADMIN if _table(policy) in ("people_roleproposal", "people_factorreset") else "true"
    return _alter(policy, using and before, check and before)


CLOSE = "".join(_alter(name, *clauses) for name, clauses in POLICIES.items()) + "".join(
    f"REVOKE UPDATE ON {table} FROM bus_app; GRANT UPDATE ({columns}) ON {table} TO bus_app;\n"
    for table, columns in CHANGING.items()
)
OPEN = "".join(f"GRANT UPDATE ON {table} TO bus_app;\n" for table in CHANGING) + "".join(
    _open(name, *clauses) for name, clauses in POLICIES.items()
)


class Migration(migrations.Migration):
    dependencies = [("people", "0004_decisions")]
    operations = [migrations.RunSQL(CLOSE, OPEN)]
