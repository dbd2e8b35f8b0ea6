"""One sum of all that a reader can tell the demo by."""

import psycopg

from tests.database import folder

# What a reader can tell the demo by: days, states and words, no key and no random code.
SIGNATURE = """
SELECT md5(string_agg(line, E'\\n' ORDER BY line)) FROM (
  SELECT concat_ws('|', f.status, f.need_noticed_on, f.raised_on, f.convened_on, f.held_on, f.first_outcome,
    f.escalated_on, f.decided_on, f.ended_on, f.sex, f.reason, f.question, d.code) AS line
  FROM sip_forumcase f JOIN organisations_district d ON d.id = f.district_id
  UNION ALL SELECT concat_ws('|', given_name, family_name, birth_date, sex) FROM sip_child
  UNION ALL SELECT concat_ws('|', g.name, g.custody) FROM sip_guardian g
  UNION ALL SELECT concat_ws('|', s.key, s.text, m.approved_at) FROM sip_minutessection s
    JOIN sip_minutes m ON m.id = s.minutes_id
  UNION ALL SELECT concat_ws('|', text, due_on, done_on, result) FROM sip_decision
  UNION ALL SELECT concat_ws('|', r.status, r.first_sent_on, r.event_on, r.category, r.description, r.levels, a.code)
    FROM deviations_deviationreport r JOIN organisations_area a ON a.id = r.area_id
  UNION ALL SELECT concat_ws('|', to_status, at, text, reason) FROM deviations_deviationstep
  UNION ALL SELECT concat_ws('|', f.year, f.status, f.adopted_on, f.reported_at, a.code)
    FROM followup_annualfollowup f JOIN organisations_area a ON a.id = f.area_id
  UNION ALL SELECT concat_ws('|', c.year, c.status, s.key, s.text, n.shown)
    FROM followup_compilation c JOIN followup_compilationsection s ON s.compilation_id = c.id
    LEFT JOIN followup_regioncount n ON n.compilation_id = c.id
  UNION ALL SELECT concat_ws('|', code, period_from, period_to, numerator, denominator, days) FROM followup_figure
  UNION ALL SELECT concat_ws('|', given_name, family_name, title, email) FROM people_person
  UNION ALL SELECT concat_ws('|', status, need_noticed_on, offered_on, consented_on, started_on, called_on, drafted_on,
    activated_on, next_follow_up_on, ended_on, closing_reason, sex) FROM sip_sipplan
  UNION ALL SELECT concat_ws('|', number, kind, status, starts_at, question) FROM sip_planmeeting
  UNION ALL SELECT concat_ws('|', i.reply, i.attendance, u.code) FROM sip_planinvitation i
    JOIN organisations_unit u ON u.id = i.unit_id
  UNION ALL SELECT concat_ws('|', key, text) FROM sip_plansection
  UNION ALL SELECT concat_ws('|', whose, name, words, heard_on) FROM sip_planvoice
  UNION ALL SELECT concat_ws('|', text, doer, due_on, result, followed_up_on) FROM sip_planmeasure
  UNION ALL SELECT concat_ws('|', number, agreed_on) FROM sip_planversion
  UNION ALL SELECT concat_ws('|', form, act, status, decided_on, planned_end_on) FROM sip_placement
  UNION ALL SELECT concat_ws('|', kind, status, "on") FROM sip_transition
  UNION ALL SELECT concat_ws('|', position, noticed_on, need) FROM sip_needassessment
  UNION ALL SELECT concat_ws('|', status, starts_at, place, called_at, approved_at) FROM groups_meeting
  UNION ALL SELECT concat_ws('|', "order", title, note, outcome) FROM groups_agendaitem
  UNION ALL SELECT concat_ws('|', text, due_on, done_on, result) FROM groups_actionitem
) AS lines
"""


def signature(database: str) -> str:
    """By a connection of its own: the test's would not outlive the database that is made anew."""
    with psycopg.connect(host=str(folder() / "sockets"), user="postgres", dbname=database) as reading:
        return reading.execute(SIGNATURE).fetchone()[0]
