"""What was taken over for a time goes back when its last day has been: for a job and nobody else. [facts 9.18]

The colleague's part in the case has ended by its day already; what still hangs on them there (what they are in the
plan, the measures they answer for) goes back to the one who takes part all along. Nothing is rewritten: a task ends and
is followed by another. Who has left, or takes part no longer, gets nothing back; the leader sees that it waits. Of the
case the job learns the key alone.
"""

from django.db import migrations

from core.access.migration_ops import policy_function

LIVE_PART = """EXISTS (SELECT FROM sip_participation y WHERE y.case_id = p.case_id AND y.assignment_id = {who}
      AND y.part IN ('raiser', 'unit') AND y.valid_from <= at AND (y.valid_to IS NULL OR y.valid_to > at))"""
GIVE_BACK = f"""
#variable_conflict use_column
DECLARE
  at timestamptz := access.moment();
  b record;
BEGIN
  FOR b IN
    SELECT DISTINCT ON (p.case_id, k.receiver_id) k.id, k.region_id, k.unit_id, k.giver_id, k.receiver_id, k.made_by_id,
      p.case_id
    FROM sip_takeover k
    JOIN sip_participation p ON p.assignment_id = k.receiver_id AND p.unit_id = k.unit_id
      AND p.part IN ('raiser', 'unit') AND p.valid_to = (k.until + 1)::timestamp AT TIME ZONE 'Europe/Stockholm'
      AND p.valid_from BETWEEN k.created_at - interval '1 minute' AND k.created_at + interval '1 minute'
    JOIN people_roleassignment g ON g.id = k.giver_id AND g.unit_id = k.unit_id
      AND g.valid_from <= today AND (g.valid_to IS NULL OR g.valid_to >= today)
    WHERE access.kind() = 'job' AND k.region_id = access.region_id() AND k.until < today AND p.valid_to <= at
      AND {LIVE_PART.format(who="k.giver_id")} AND NOT {LIVE_PART.format(who="k.receiver_id")}
      AND (EXISTS (SELECT FROM sip_planrole x WHERE x.case_id = p.case_id AND x.assignment_id = k.receiver_id
             AND x.valid_to IS NULL)
        OR EXISTS (SELECT FROM sip_planmeasure x WHERE x.case_id = p.case_id AND x.assignment_id = k.receiver_id
             AND x.taken_out_at IS NULL)
        OR EXISTS (SELECT FROM obligations_obligation x WHERE x.case_id = p.case_id AND x.owner_id = k.receiver_id
             AND x.ended_on IS NULL))
    ORDER BY p.case_id, k.receiver_id, k.created_at DESC
  LOOP
    UPDATE sip_planrole x SET valid_to = at
      WHERE x.case_id = b.case_id AND x.assignment_id = b.receiver_id AND x.valid_to IS NULL;
    INSERT INTO sip_planrole (id, created_at, region_id, case_id, part, assignment_id, unit_id, valid_from, set_by_id)
      SELECT gen_random_uuid(), at, x.region_id, x.case_id, x.part, b.giver_id, b.unit_id, at, b.made_by_id
      FROM sip_planrole x WHERE x.case_id = b.case_id AND x.assignment_id = b.receiver_id AND x.valid_to = at
        AND NOT EXISTS (SELECT FROM sip_planrole y WHERE y.case_id = x.case_id AND y.part = x.part
                          AND y.assignment_id = b.giver_id AND y.valid_to IS NULL);
    INSERT INTO sip_plantelling (id, created_at, region_id, case_id, change, since_on, caused_by_id, manner, note)
      SELECT gen_random_uuid(), at, x.region_id, x.case_id, x.part, today, b.made_by_id, '', ''
      FROM sip_planrole x JOIN sip_sipplan s ON s.case_id = x.case_id
      WHERE x.case_id = b.case_id AND x.assignment_id = b.receiver_id AND x.valid_to = at
        AND (x.part = 'main_responsible' OR (x.part = 'contact' AND s.status = 'active'))
        AND NOT EXISTS (SELECT FROM sip_plantelling w
                        WHERE w.case_id = x.case_id AND w.change = x.part AND w.told_on IS NULL);
    UPDATE sip_planmeasure x SET assignment_id = b.giver_id
      WHERE x.case_id = b.case_id AND x.assignment_id = b.receiver_id AND x.taken_out_at IS NULL;
    RETURN QUERY SELECT b.id, b.case_id, b.giver_id, b.receiver_id;
  END LOOP;
END
"""  # noqa: S608  (constants only)
FUNCTION = policy_function(
    "give_back(today date)",
    "TABLE (takeover uuid, of_case uuid, giver uuid, receiver uuid)",
    GIVE_BACK,
    language="plpgsql",
    volatility="VOLATILE",
    grant_to=("bus_worker",),
)
RIGHTS = migrations.RunSQL(
    "GRANT INSERT ON sip_plantelling TO bus_policy;", "REVOKE INSERT ON sip_plantelling FROM bus_policy;"
)
