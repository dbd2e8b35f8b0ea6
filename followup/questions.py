"""Who may read and write an area's follow-up, as SQL. [domain 2, security 1]

The area's own groups read it in every state, and the years of the areas that theirs came from. The secretariat and
the support unit compile all areas'. Regional and political members read what has been sent on.
"""

ME = "WITH me AS MATERIALIZED (SELECT * FROM access.acting_row())"
OWN = "('group_chair', 'group_coordinator', 'steering_member', 'working_convenor', 'working_member')"
COMPILERS = "('secretariat_officer', 'support_unit_officer')"
AFTERWARDS = "('regional_member', 'prep_member', 'managers_forum_member', 'political_member')"
LEADERS = "('group_chair', 'group_coordinator')"
ANSWERERS = "('secretariat_officer', 'support_unit_officer', 'regional_member', 'managers_forum_member')"
READERS = f"({OWN[1:-1]}, 'forum_convenor', {COMPILERS[1:-1]}, {AFTERWARDS[1:-1]})"
WRITERS = "('group_chair', 'group_coordinator', 'working_convenor', 'working_member')"

AREAS = f"""
{ME}
SELECT me.area_id FROM me WHERE me.role IN {OWN} AND me.area_id IS NOT NULL
UNION
SELECT l.predecessor_id FROM me
JOIN organisations_arealink l ON l.successor_id = me.area_id AND l.region_id = me.region_id
WHERE me.role IN {OWN}
UNION
SELECT d.area_id FROM me
JOIN organisations_areadistrict d ON d.district_id = me.district_id AND d.region_id = me.region_id
WHERE me.role = 'forum_convenor'
UNION
SELECT a.id FROM me JOIN organisations_area a ON a.region_id = me.region_id
WHERE me.role IN {COMPILERS}
"""  # noqa: S608  (constants only)

VISIBLE = f"""
{ME}
SELECT f.id FROM me JOIN followup_annualfollowup f ON f.region_id = me.region_id
WHERE f.area_id = ANY (ARRAY(SELECT access.follow_up_area_ids()))
UNION
SELECT f.id FROM me JOIN followup_annualfollowup f ON f.region_id = me.region_id
WHERE me.role IN {AFTERWARDS} AND f.status IN ('reported', 'analysed_regional', 'fed_back')
UNION
SELECT g.content_object_id FROM me JOIN followup_annualfollowupgrant g
  ON g.user_id = me.user_id AND g.region_id = me.region_id
JOIN auth_permission p ON p.id = g.permission_id AND p.codename = 'read_annualfollowup'
WHERE g.valid_from <= access.moment() AND g.valid_until > access.moment()
"""  # noqa: S608  (constants only)

WRITABLE = f"""
{ME}
SELECT f.id FROM me JOIN followup_annualfollowup f ON f.area_id = me.area_id AND f.region_id = me.region_id
WHERE me.role IN {WRITERS}
"""  # noqa: S608  (constants only)

MOVABLE = f"""
{ME}
SELECT f.id FROM me JOIN followup_annualfollowup f ON f.area_id = me.area_id AND f.region_id = me.region_id
WHERE me.role IN {LEADERS} AND f.status IN ('open', 'collecting', 'drafted', 'adopted_local')
   OR me.role IN {WRITERS} AND f.status = 'collecting'
   OR me.role = 'steering_member' AND f.status = 'adopted_local'
UNION
SELECT f.id FROM me JOIN followup_annualfollowup f ON f.region_id = me.region_id
WHERE me.role IN {COMPILERS} AND f.status = 'adopted_local'
UNION
SELECT access.answerable_follow_up_ids()
"""  # noqa: S608  (constants only)

ANSWERABLE = f"""
{ME}
SELECT f.id FROM me JOIN followup_annualfollowup f ON f.region_id = me.region_id
WHERE me.role IN {ANSWERERS} AND f.status IN ('reported', 'analysed_regional')
"""  # noqa: S608  (constants only)

# Who moves a follow-up on, and who answers it, from the second migration on.
MOVING = {"answerable_follow_up_ids()": ANSWERABLE, "movable_follow_up_ids()": MOVABLE}
QUESTIONS = {
    "follow_up_area_ids()": AREAS,
    "visible_follow_up_ids()": VISIBLE,
    "writable_follow_up_ids()": WRITABLE,
}

# The children of the cases first held on these days in these districts; each principal's own row is a child, for
# nobody may learn that two principals know the same one. A case without such a row is a child of its own. [I-01]
CHILDREN_OF_CASES = "forum_children(uuid[], date[], date[])"
CHILDREN = """
SELECT count(DISTINCT coalesce(own.child_id, f.case_id))
FROM unnest($1, $2, $3) AS span (district_id, first, last)
JOIN sip_forumcase f ON f.district_id = span.district_id AND f.held_on BETWEEN span.first AND span.last
LEFT JOIN sip_childcase own ON own.case_id = f.case_id
WHERE f.region_id = access.region_id() AND access.kind() = 'job'
"""

# The children of the plans that began to run on these days in these districts: by the row of the principal whose unit
# began the plan, as above. [I-50]
CHILDREN_OF_PLANS = "plan_children(uuid[], date[], date[])"
PLAN_CHILDREN = """
SELECT count(DISTINCT coalesce(own.child_id, p.case_id))
FROM unnest($1, $2, $3) AS span (district_id, first, last)
JOIN sip_sipplan p ON p.district_id = span.district_id AND p.activated_on BETWEEN span.first AND span.last
JOIN organisations_unit u ON u.id = p.initiating_unit_id
LEFT JOIN LATERAL (
  SELECT l.child_id FROM sip_childcase l JOIN sip_child c ON c.id = l.child_id AND c.principal_id = u.principal_id
  WHERE l.case_id = p.case_id ORDER BY l.child_id LIMIT 1) own ON true
WHERE p.region_id = access.region_id() AND access.kind() = 'job'
"""

# Texts stand still once the group has adopted them, and so do the figures. [I-R6]
LOCK = """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.follow_up_stands_still() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, access, pg_temp AS $$
BEGIN
  PERFORM FROM followup_annualfollowup f
    WHERE f.id = NEW.follow_up_id AND f.status NOT IN ('open', 'collecting', 'drafted');
  IF FOUND THEN
    RAISE EXCEPTION 'an adopted follow-up stands still'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'follow_up_stands_still';
  END IF;
  RETURN NEW;
END $$;
SET LOCAL ROLE bus_owner;
CREATE TRIGGER followup_section_stands_still BEFORE INSERT OR UPDATE ON followup_followupsection
  FOR EACH ROW EXECUTE FUNCTION access.follow_up_stands_still();
CREATE TRIGGER followup_counting_stands_still BEFORE INSERT ON followup_counting
  FOR EACH ROW WHEN (NEW.follow_up_id IS NOT NULL) EXECUTE FUNCTION access.follow_up_stands_still();
"""
# So do the region's, once they are ready to be published.
REGION_LOCK = """
SET LOCAL ROLE bus_policy;
CREATE FUNCTION access.compilation_stands_still() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, access, pg_temp AS $$
BEGIN
  PERFORM FROM followup_compilation c
    WHERE c.id = NEW.compilation_id AND c.status NOT IN ('open', 'collecting');
  IF FOUND THEN
    RAISE EXCEPTION 'a compilation that is ready stands still'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'compilation_stands_still';
  END IF;
  RETURN NEW;
END $$;
SET LOCAL ROLE bus_owner;
CREATE TRIGGER followup_compilationsection_stands_still BEFORE INSERT OR UPDATE ON followup_compilationsection
  FOR EACH ROW EXECUTE FUNCTION access.compilation_stands_still();
CREATE TRIGGER followup_regioncount_stands_still BEFORE INSERT ON followup_regioncount
  FOR EACH ROW EXECUTE FUNCTION access.compilation_stands_still();
"""
REGION_UNLOCK = """
DROP TRIGGER followup_compilationsection_stands_still ON followup_compilationsection;
DROP TRIGGER followup_regioncount_stands_still ON followup_regioncount;
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.compilation_stands_still();
SET LOCAL ROLE bus_owner;
"""
UNLOCK = """
DROP TRIGGER followup_section_stands_still ON followup_followupsection;
DROP TRIGGER followup_counting_stands_still ON followup_counting;
SET LOCAL ROLE bus_policy;
DROP FUNCTION access.follow_up_stands_still();
SET LOCAL ROLE bus_owner;
"""
