"""Who may see which report, as SQL: one list of relations, three questions. [domain 4.9, SM-3, X-03]

The rungs that a report has come to (`levels`) open it for whoever works there; the ladder itself is the region's data.
"""

ME = "WITH me AS MATERIALIZED (SELECT * FROM access.acting_row())"
LEADERS = "('unit_manager', 'line_manager', 'school_principal_head')"
# A role that works on a rung without being bound to an area, unit or district.
RUNGS = """(VALUES ('secretariat_officer', 'secretariat'), ('regional_member', 'regional_group'),
  ('prep_member', 'preparatory_group'), ('managers_forum_member', 'managers_forum'),
  ('political_member', 'political_forum')) AS works(role, rung)"""

# The reporter; leaders of both sides; who leads the area's group; the district's convenor; those on a rung it reached.
TAKE_PART = f"""
SELECT r.id FROM me JOIN deviations_deviationreport r ON r.reporter_id = me.assignment_id AND r.region_id = me.region_id
UNION
SELECT r.id FROM me JOIN deviations_deviationreport r ON r.unit_id = me.unit_id
WHERE me.role IN {LEADERS} AND r.region_id = me.region_id
UNION
SELECT c.report_id FROM me JOIN deviations_deviationcounterpart c ON c.unit_id = me.unit_id
WHERE me.role IN {LEADERS} AND c.region_id = me.region_id
UNION
SELECT r.id FROM me JOIN deviations_deviationreport r ON r.area_id = me.area_id AND r.region_id = me.region_id
WHERE me.role IN ('group_chair', 'group_coordinator')
UNION
SELECT r.id FROM me JOIN deviations_deviationreport r ON r.district_id = me.district_id AND r.region_id = me.region_id
WHERE me.role = 'forum_convenor' AND 'individual_forum' = ANY (r.levels)
UNION
SELECT r.id FROM me JOIN {RUNGS} ON works.role = me.role
JOIN deviations_deviationreport r ON r.region_id = me.region_id AND works.rung = ANY (r.levels)
"""  # noqa: S608  (constants only)

GRANTED = """
SELECT g.content_object_id FROM me JOIN deviations_deviationreportgrant g
  ON g.user_id = me.user_id AND g.region_id = me.region_id
JOIN auth_permission p ON p.id = g.permission_id AND p.codename = 'read_deviationreport'
WHERE g.valid_from <= access.moment() AND g.valid_until > access.moment()
"""

# Statistics of what is not principled, where the region copies them to the secretariat.
COPIED = """
SELECT r.id FROM me JOIN deviations_deviationreport r ON r.region_id = me.region_id AND r.is_copied
WHERE me.role = 'secretariat_officer'
"""

QUESTIONS = {
    "writable_deviation_ids()": f"{ME} {TAKE_PART}",
    "readable_deviation_ids()": f"{ME} {TAKE_PART} UNION {GRANTED}",
    "visible_deviation_ids()": f"{ME} {TAKE_PART} UNION {GRANTED} UNION {COPIED}",
}

# Asked for by each table's policies: worked out once in a moment. [ADR 8]
REMEMBERED = {
    "writable_deviation_ids": "writable_deviations",
    "readable_deviation_ids": "readable_deviations",
    "visible_deviation_ids": "deviations",
}
