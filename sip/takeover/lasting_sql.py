"""Who takes part for a time does what others who take part do, until the last day. [facts 9.18, security 3]

The doors that ask whether somebody takes part asked whether no end is known; a take-over may have one.
"""

from sip.access import answering_sql, joining_sql, plans_sql
from sip.access.tables_sql import ME
from sip.signatures import tables_sql as signatures

HAS_PART = (
    f"set_by_id = {ME} AND valid_to IS NULL AND {plans_sql.TAKES_PART} AND ({plans_sql.LED} OR {plans_sql.IS_ACCEPTED})"
)
# Policy, table → what a new row must be, or may become.
DOORS = {
    ("sip_planrole_insert_app_1", "sip_planrole"): HAS_PART,
    ("sip_consent_insert_app_1", "sip_consent"): joining_sql.RECORDS,
    ("sip_consent_update_app_2", "sip_consent"): answering_sql.ANSWERED,
    ("sip_consentsignature_insert_app_1", "sip_consentsignature"): signatures.SIGNS,
}
OPEN_END = "p.valid_to IS NULL"
LASTS = f"({OPEN_END} OR p.valid_to > (SELECT access.moment()))"


def _alter(replaced: str) -> str:
    return "".join(
        f"ALTER POLICY {policy} ON {table} WITH CHECK ({check.replace(OPEN_END, replaced)});\n"
        for (policy, table), check in DOORS.items()
    )


WIDER, NARROWER = _alter(LASTS), _alter(OPEN_END)
