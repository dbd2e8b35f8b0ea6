"""Keys of the child level that cannot cross the region's wall, nor the case's. [security 3]

Foreign keys pass row security: without these a row of one's own case could point at another's consent or piece.
"""

from django.db import migrations

from core.access.migration_ops import same_region

ASSIGNMENT, UNIT = "people_roleassignment", "organisations_unit"
AREA, DISTRICT = "organisations_area", "organisations_district"

TO_REGION_LEVEL = {
    "case": {"area_id": AREA, "district_id": DISTRICT, "created_by_id": ASSIGNMENT},
    "forumcase": {"area_id": AREA, "district_id": DISTRICT, "raised_by_id": ASSIGNMENT, "raising_unit_id": UNIT},
    "participation": {"assignment_id": ASSIGNMENT, "added_by_id": ASSIGNMENT, "unit_id": UNIT},
    "concernedunit": {"unit_id": UNIT},
    "concernedmanager": {"assignment_id": ASSIGNMENT, "named_by_id": ASSIGNMENT},
    "casedeviation": {"noted_by_id": ASSIGNMENT},
    "child": {
        "created_by_id": ASSIGNMENT,
        "principal_id": "organisations_principal",
        "registered_district_id": DISTRICT,
        "school_unit_id": UNIT,
    },
    "contact": {"assignment_id": ASSIGNMENT, "unit_id": UNIT},
    "needassessment": {"assessed_by_id": ASSIGNMENT, "unit_id": UNIT},
    "consent": {"recorded_by_id": ASSIGNMENT, "ended_by_id": ASSIGNMENT, "recording_unit_id": UNIT},
    "consentunit": {"unit_id": UNIT},
    "contribution": {"unit_id": UNIT, "written_by_id": ASSIGNMENT},
    "disclosure": {"receiving_unit_id": UNIT, "disclosed_by_id": ASSIGNMENT},
    "draft": {"owner_id": ASSIGNMENT},
    "occasion": {"called_by_id": ASSIGNMENT},
    "call": {"assignment_id": ASSIGNMENT, "unit_id": UNIT},
    "minutes": {"approved_by_id": ASSIGNMENT, "template_id": "groups_minutestemplate"},
    "minutessection": {"saved_by_id": ASSIGNMENT},
    "decision": {"decided_by_id": ASSIGNMENT, "responsible_unit_id": UNIT},
}
WITHIN_CASE = {
    "participation": {"occasion_id": "occasion"},
    "consentgiver": {"consent_id": "consent"},
    "consentunit": {"consent_id": "consent"},
    "disclosure": {"consent_id": "consent", "contribution_id": "contribution"},
    "occasion": {"consent_id": "consent"},
    "call": {"occasion_id": "occasion", "replaces_id": "call"},
    "minutes": {"occasion_id": "occasion"},
    "minutessection": {"minutes_id": "minutes"},
    "decision": {"occasion_id": "occasion"},
}


def same_case(table: str, column: str, target: str) -> migrations.RunSQL:
    """(case_id, column) points to (case_id, id); the case binds both to the region."""
    return migrations.RunSQL(
        f"""
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_constraint
                         WHERE conname = '{target}_case_key' AND conrelid = '{target}'::regclass) THEN
            ALTER TABLE {target} ADD CONSTRAINT {target}_case_key UNIQUE (case_id, id);
          END IF;
        END $$;
        ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_same_case
          FOREIGN KEY (case_id, {column}) REFERENCES {target} (case_id, id) DEFERRABLE INITIALLY DEFERRED;
        """,
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_same_case",
    )


KEYS = [
    *(same_region(f"sip_{name}", column, to) for name, keys in TO_REGION_LEVEL.items() for column, to in keys.items()),
    *(
        same_case(f"sip_{name}", column, f"sip_{to}")
        for name, keys in WITHIN_CASE.items()
        for column, to in keys.items()
    ),
]

# Only the unit that owns a piece gives it away, whatever the basis. Row security cannot ask this of a row's parent.
OWN_PIECE = """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.disclosure_by_owner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
BEGIN
  IF access.kind() IS NULL THEN RETURN NEW; END IF;
  PERFORM FROM sip_contribution k JOIN access.acting_row() me ON k.unit_id = me.unit_id
    WHERE k.id = NEW.contribution_id AND NEW.disclosed_by_id = me.assignment_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'only the owning unit discloses a piece'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_by_owner';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION access.disclosure_by_owner() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.disclosure_by_owner() TO bus_owner;
SET LOCAL ROLE bus_owner;
CREATE TRIGGER sip_disclosure_owner BEFORE INSERT ON sip_disclosure
  FOR EACH ROW EXECUTE FUNCTION access.disclosure_by_owner();
"""
OWN_PIECE_BACK = """
DROP TRIGGER sip_disclosure_owner ON sip_disclosure;
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.disclosure_by_owner();
SET LOCAL ROLE bus_owner;
"""
