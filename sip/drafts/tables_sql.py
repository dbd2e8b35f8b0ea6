"""Drafts go after fourteen days; the jobs that ask for it see none of them. [security 10]"""

from django.db import migrations

from core.access.migration_ops import policy_function

DELETES = migrations.RunSQL("GRANT DELETE ON sip_draft TO bus_policy", "REVOKE DELETE ON sip_draft FROM bus_policy")
GO = """
WITH gone AS (
  DELETE FROM sip_draft d
  WHERE d.region_id = access.region_id() AND d.saved_at < access.moment() - interval '14 days' RETURNING 1)
SELECT count(*)::integer FROM gone
"""
OPERATIONS = [
    DELETES,
    policy_function("old_drafts_go()", "integer", GO, volatility="VOLATILE", grant_to=("bus_worker",)),
]
