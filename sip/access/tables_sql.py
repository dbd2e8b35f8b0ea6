"""The doors of the child-level tables, and what the database refuses by itself. [security 3-4]"""

from core.access.migration_ops import protect, same_region


def _any(column: str, question: str) -> str:
    return f"{column} = ANY (ARRAY(SELECT access.{question}()))"


CASE = _any("case_id", "visible_case_ids")
WRITABLE_CASE = _any("case_id", "writable_case_ids")
IDENTITY = _any("case_id", "visible_identity_case_ids")
CONSENT = _any("case_id", "visible_consent_case_ids")
MINUTES = _any("case_id", "visible_minutes_case_ids")
WITH_MINUTES = f"({CASE} OR {MINUTES})"  # the parents of a visible row are visible too
# Guardians' names tell who the child is: those who may know it, and the principal whose child it is.
GIVERS = f"({CONSENT} AND ({IDENTITY} OR case_id = ANY (ARRAY(SELECT own.case_id FROM sip_childcase own))))"
CHILD = _any("child_id", "visible_child_ids")
WRITABLE_CHILD = _any("child_id", "writable_child_ids")
ME = "(SELECT access.assignment_id())"
MY_UNIT = "(SELECT unit_id FROM access.acting_row())"

FIGURES = (
    "SELECT (case_id, region_id, area_id, district_id, status, sex, is_deidentified, need_noticed_on, raised_on, "
    "convened_on, held_on, outcome_on, first_outcome, escalated_on, decided_on, ended_on)"
)


def doors(table: str, grants: str, *, report: str = "", **conditions: str):
    roles = {"bus_app": grants}
    if report:
        roles["bus_report"] = report
    return protect(table, roles=roles, **conditions)


PROTECTION = [
    doors(
        "sip_case",
        "SELECT, INSERT",
        read=f"({_any('id', 'visible_case_ids')} OR {_any('id', 'visible_minutes_case_ids')})",
        insert=f"created_by_id = {ME}",
        report="SELECT (id, region_id, kind, area_id, district_id, created_at)",
    ),
    doors("sip_forumcase", "SELECT, INSERT, UPDATE", read=CASE, insert=WRITABLE_CASE, update=CASE, report=FIGURES),
    doors("sip_participation", "SELECT, INSERT, UPDATE", read=CASE, insert=WRITABLE_CASE, update=CASE),
    doors("sip_casechild", "SELECT, INSERT", read=IDENTITY, insert=CONSENT),
    doors("sip_childcase", "SELECT, INSERT", read=CHILD, insert=f"{WRITABLE_CASE} AND {CHILD}"),
    doors("sip_concernedunit", "SELECT, INSERT", read=CASE, insert=WRITABLE_CASE),
    doors("sip_concernedmanager", "SELECT, INSERT", read=CASE, insert=CASE),
    doors("sip_casedeviation", "SELECT, INSERT", read=CASE, insert=CASE),
    doors(
        "sip_child",
        "SELECT, INSERT, UPDATE",
        read=_any("id", "visible_child_ids"),
        insert=f"created_by_id = {ME} AND principal_id = (SELECT principal_id FROM access.acting_row())",
        update=_any("id", "visible_child_ids"),
    ),
    doors("sip_childidentifier", "SELECT, INSERT, UPDATE", read=CHILD, insert=WRITABLE_CHILD, update=CHILD),
    doors("sip_guardian", "SELECT, INSERT, UPDATE", read=CHILD, insert=WRITABLE_CHILD, update=CHILD),
    doors(
        "sip_contact",
        "SELECT, INSERT, UPDATE",
        read=CHILD,
        insert=f"{WRITABLE_CHILD} AND unit_id = {MY_UNIT}",
        update=CHILD,
    ),
    doors("sip_needassessment", "SELECT, INSERT", read=CHILD, insert=f"{CHILD} AND unit_id = {MY_UNIT}"),
    doors("sip_consent", "SELECT, INSERT, UPDATE", read=CONSENT, insert=CONSENT, update=CONSENT),
    doors("sip_consentgiver", "SELECT, INSERT, UPDATE", read=GIVERS, insert=CONSENT, update=GIVERS),
    doors("sip_consentunit", "SELECT, INSERT, UPDATE", read=CONSENT, insert=CONSENT, update=CONSENT),
    doors(
        "sip_contribution",
        "SELECT, INSERT",
        read=_any("id", "visible_piece_ids"),
        insert=f"{WRITABLE_CASE} AND unit_id = {MY_UNIT}",
    ),
    doors("sip_disclosure", "SELECT, INSERT", read=CASE, insert=CASE),
    doors(
        "sip_occasion",
        "SELECT, INSERT, UPDATE",
        read=WITH_MINUTES,
        insert=CASE,
        update=CASE,
        report="SELECT (id, case_id, region_id, number, status, held_at)",
    ),
    doors("sip_call", "SELECT, INSERT, UPDATE", read=WITH_MINUTES, insert=CASE, update=CASE),
    doors("sip_minutes", "SELECT, INSERT, UPDATE", read=MINUTES, insert=MINUTES, update=MINUTES),
    doors("sip_minutessection", "SELECT, INSERT, UPDATE", read=MINUTES, insert=MINUTES, update=MINUTES),
    doors(
        "sip_decision",
        "SELECT, INSERT, UPDATE",
        read=f"({MINUTES} OR {CONSENT})",
        insert=MINUTES,
        update=f"({MINUTES} OR {CONSENT})",
    ),
    doors(
        "sip_draft",
        "SELECT, INSERT, UPDATE, DELETE",
        read=f"owner_id = {ME}",
        insert=f"owner_id = {ME}",
        update=f"owner_id = {ME}",
        delete=f"owner_id = {ME}",
    ),
]

UNDER_CASE = (
    "participation casechild childcase concernedunit concernedmanager casedeviation forumcase consent consentgiver "
    "consentunit contribution disclosure occasion call minutes minutessection decision"
).split()
UNDER_CHILD = ["childidentifier", "guardian", "contact", "needassessment", "childcase"]
SAME_REGION = [
    *(same_region(f"sip_{name}", "case_id", "sip_case") for name in UNDER_CASE),
    *(same_region(f"sip_{name}", "child_id", "sip_child") for name in UNDER_CHILD),
]

# What no program can talk the database into. [security 4, 001:L343-347]
CONSENT_GATE = """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.call_needs_consent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
DECLARE sitting record;
BEGIN
  SELECT o.number, o.is_deidentified, o.family_present, o.consent_id INTO sitting
    FROM sip_occasion o WHERE o.id = NEW.occasion_id;
  IF sitting.is_deidentified THEN RETURN NEW; END IF;
  PERFORM FROM sip_consent c
    JOIN sip_consentunit cu ON cu.consent_id = c.id AND cu.unit_id = NEW.unit_id AND cu.withdrawn_at IS NULL
    WHERE c.id = sitting.consent_id AND c.case_id = NEW.case_id AND c.purpose = 'forum_occasion'
      AND c.sitting = sitting.number AND c.status = 'given'
      AND c.valid_from <= access.today() AND c.valid_to >= access.today()
      AND (c.form = 'written' OR sitting.family_present);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no live consent covers this unit for this sitting'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'call_needs_consent';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION access.disclosure_needs_consent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
BEGIN
  IF NEW.basis <> 'consent' THEN RETURN NEW; END IF;
  PERFORM FROM sip_consent c
    JOIN sip_consentunit cu ON cu.consent_id = c.id AND cu.unit_id = NEW.receiving_unit_id AND cu.withdrawn_at IS NULL
    WHERE c.id = NEW.consent_id AND c.case_id = NEW.case_id AND c.status = 'given'
      AND c.valid_from <= access.today() AND c.valid_to >= access.today();
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no live consent covers the receiving unit'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'disclosure_needs_consent';
  END IF;
  RETURN NEW;
END $$;
SET LOCAL ROLE bus_owner;
CREATE CONSTRAINT TRIGGER sip_call_consent AFTER INSERT ON sip_call
  FOR EACH ROW EXECUTE FUNCTION access.call_needs_consent();
CREATE CONSTRAINT TRIGGER sip_disclosure_consent AFTER INSERT ON sip_disclosure
  FOR EACH ROW EXECUTE FUNCTION access.disclosure_needs_consent();
"""
CONSENT_GATE_BACK = """
DROP TRIGGER sip_call_consent ON sip_call; DROP TRIGGER sip_disclosure_consent ON sip_disclosure;
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.call_needs_consent(); DROP FUNCTION access.disclosure_needs_consent();
SET LOCAL ROLE bus_owner;
"""

# Approved minutes are locked: text, sections and decisions; a decision's result may still be noted.
MINUTES_LOCK = """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.minutes_are_locked() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, access, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'sip_minutes' THEN
    IF OLD.status = 'approved' THEN
      RAISE EXCEPTION 'approved minutes are locked' USING ERRCODE = 'check_violation', CONSTRAINT = 'minutes_locked';
    END IF;
  ELSIF TG_TABLE_NAME = 'sip_minutessection' THEN
    PERFORM FROM sip_minutes m WHERE m.id = NEW.minutes_id AND m.status = 'approved';
    IF FOUND THEN
      RAISE EXCEPTION 'approved minutes are locked' USING ERRCODE = 'check_violation', CONSTRAINT = 'minutes_locked';
    END IF;
  ELSE
    PERFORM FROM sip_minutes m WHERE m.occasion_id = NEW.occasion_id AND m.status = 'approved';
    IF FOUND AND (TG_OP = 'INSERT' OR (NEW.text, NEW.responsible_unit_id, NEW.due_on)
                  IS DISTINCT FROM (OLD.text, OLD.responsible_unit_id, OLD.due_on)) THEN
      RAISE EXCEPTION 'approved minutes are locked' USING ERRCODE = 'check_violation', CONSTRAINT = 'minutes_locked';
    END IF;
  END IF;
  RETURN NEW;
END $$;
SET LOCAL ROLE bus_owner;
CREATE TRIGGER sip_minutes_lock BEFORE UPDATE ON sip_minutes
  FOR EACH ROW EXECUTE FUNCTION access.minutes_are_locked();
CREATE TRIGGER sip_minutessection_lock BEFORE INSERT OR UPDATE ON sip_minutessection
  FOR EACH ROW EXECUTE FUNCTION access.minutes_are_locked();
CREATE TRIGGER sip_decision_lock BEFORE INSERT OR UPDATE ON sip_decision
  FOR EACH ROW EXECUTE FUNCTION access.minutes_are_locked();
"""
MINUTES_LOCK_BACK = """
DROP TRIGGER sip_minutes_lock ON sip_minutes; DROP TRIGGER sip_minutessection_lock ON sip_minutessection;
DROP TRIGGER sip_decision_lock ON sip_decision;
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.minutes_are_locked();
SET LOCAL ROLE bus_owner;
"""

# The copy of the identity goes with the last consent that opened it, and when a sitting is called without identity:
# a case without identity has no identity row at all. What was given, to whom and when stays listed. [security 2, 4]
IDENTITY_GOES = """
GRANT DELETE ON sip_casechild TO bus_policy;
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.identity_goes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = access, public, pg_temp AS $$
BEGIN
  IF TG_TABLE_NAME = 'sip_consent' THEN
    PERFORM FROM sip_consent c WHERE c.case_id = NEW.case_id AND c.status IN ('given', 'used');
    IF FOUND THEN RETURN NULL; END IF;
  END IF;
  DELETE FROM sip_casechild WHERE case_id = NEW.case_id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION access.identity_goes() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.identity_goes() TO bus_owner;
SET LOCAL ROLE bus_owner;
CREATE TRIGGER sip_consent_identity_goes AFTER UPDATE OF status ON sip_consent
  FOR EACH ROW WHEN (OLD.status = 'given' AND NEW.status <> 'used') EXECUTE FUNCTION access.identity_goes();
CREATE TRIGGER sip_occasion_identity_goes AFTER INSERT ON sip_occasion
  FOR EACH ROW WHEN (NEW.is_deidentified) EXECUTE FUNCTION access.identity_goes();
"""
IDENTITY_GOES_BACK = """
DROP TRIGGER sip_consent_identity_goes ON sip_consent; DROP TRIGGER sip_occasion_identity_goes ON sip_occasion;
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.identity_goes();
SET LOCAL ROLE bus_owner;
REVOKE DELETE ON sip_casechild FROM bus_policy;
"""
