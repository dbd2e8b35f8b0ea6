"""An invitation is its giver's alone; whoever has the address writes once, and reads who asked. [security 3]"""

from django.db import migrations

from core.access.migration_ops import policy_function, protect, same_region

TABLE = "deviations_deviationguest"
OWN = "invited_by_id = (SELECT access.assignment_id())"
INVITES = f"{OWN} AND answered_at IS NULL AND expires_on BETWEEN access.today() AND access.today() + 31"
CHANGES = f"""
CREATE POLICY {TABLE}_update_app ON {TABLE} FOR UPDATE TO bus_app USING ({OWN}) WITH CHECK ({OWN});
GRANT UPDATE (report_id, ended_on) ON {TABLE} TO bus_app;
GRANT UPDATE (answered_at, event_on, description, tried) ON {TABLE} TO bus_policy;
"""
NO_CHANGES = f"""
DROP POLICY {TABLE}_update_app ON {TABLE};
REVOKE UPDATE ON {TABLE} FROM bus_app, bus_policy;
"""
OPEN = "g.token_hash = wanted AND g.answered_at IS NULL AND g.ended_on IS NULL AND g.expires_on >= access.today()"
# Nobody signs in: the secret asks. The same nothing for a wrong, a used and a too old one.
ASKED = f"""
SELECT g.unit_name::text, u.name::text FROM {TABLE} g
JOIN people_roleassignment a ON a.id = g.invited_by_id JOIN organisations_unit u ON u.id = a.unit_id
WHERE {OPEN}
"""  # noqa: S608  (constants only)
TELLS = f"""
DECLARE
  found uuid;
BEGIN
  IF happened > access.today() OR btrim(what) = '' OR length(what) > 20000 OR length(done) > 20000 THEN
    RAISE EXCEPTION 'no words of a guest' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE {TABLE} g SET answered_at = access.moment(), event_on = happened, description = what, tried = done
  WHERE {OPEN} RETURNING g.id INTO found;
  RETURN found IS NOT NULL;
END
"""  # noqa: S608  (constants only)
# The address was the guest's way in, so the act is one of the door's.
TELLS_AND_LOGS = TELLS.replace(
    "RETURN found IS NOT NULL;",
    """IF found IS NULL THEN
    RETURN false;
  END IF;
  PERFORM access.audit_append('invitation.answered', 'deviations.deviationguest', ARRAY[found], ARRAY[NULL]::uuid[],
    ARRAY[NULL]::uuid[], NULL, '', '', 'ok', '', '', '');
  RETURN true;""",
)


def _tells(body: str, **how: str) -> migrations.RunSQL:
    return policy_function(
        "deviation_guest_tells(wanted text, happened date, what text, done text)",
        "boolean",
        body,
        language="plpgsql",
        volatility="VOLATILE",
        grant_to=("bus_app",),
        **how,
    )


LOGGED = _tells(TELLS_AND_LOGS, reverse_body=TELLS)
PROTECTION = [
    protect(TABLE, read=OWN, insert=INVITES, roles={"bus_app": "SELECT, INSERT"}),
    migrations.RunSQL(CHANGES, NO_CHANGES),
    same_region(TABLE, "invited_by_id", "people_roleassignment"),
    same_region(TABLE, "report_id", "deviations_deviationreport"),
    policy_function("deviation_guest(wanted text)", "TABLE (unit text, asked_by text)", ASKED, grant_to=("bus_app",)),
    _tells(TELLS),
]
