"""A session below the level that its region wants reaches no row of the child level and no answer about one.

Every table's wall asks for a region that such a session has not. The definer functions pass the walls: those that
answer for whoever acts ask `access.child_level_row()` instead of the `access.acting_row()` in their words, and
`access.child_level_region_id()` where they ask for the region alone. Sums that tell of no child stay open (FIGURES),
and so do jobs, which are no sessions. Made last, after every table and function. [security 1 (1), ADR 17]
"""

from django.db import migrations

from sip.tables import CHILD_LEVEL

BY_ROW = (
    "asked_case_relations asked_visible_child_ids asked_visible_log_case_ids asked_visible_minutes_case_ids "
    "asked_visible_piece_ids unjoined_case_ids own_calls is_own_invitation visible_filed_copy_ids "
    "visible_filed_piece_ids disclosure_by_owner shared_about take_over acts_after_participation acts_of_namesakes "
    "reviewed_principal_id unled_obligation_ids extract_found extract_log extract_people extract_rows retention_case "
    "retention_counts"
).split()
BY_REGION = ("writable_case_ids", "writable_child_ids")
FIGURES = ("sip_refusals", "left_to_hand_over")  # what a unit that ends leaves is counted
ROW = ("access.acting_row()", "access.child_level_row()")
REGION = ("access.region_id()", "access.child_level_region_id()")


def _worded(names: tuple[str, ...] | list[str], before: str, after: str) -> str:
    """Each function anew, with one question in place of another."""
    return f"""
DO $do$
DECLARE f record;
BEGIN
  FOR f IN SELECT pg_get_functiondef(p.oid) AS said FROM pg_proc p
    WHERE p.pronamespace = 'access'::regnamespace AND p.proname = ANY ('{{{",".join(names)}}}')
  LOOP
    EXECUTE replace(f.said, '{before}', '{after}');
  END LOOP;
END $do$;
"""


def _functions(*, closed: bool) -> str:
    pairs = [(BY_ROW, ROW), (BY_REGION, REGION)]
    return (
        "SET LOCAL ROLE bus_policy;"
        + "".join(_worded(names, *(words if closed else words[::-1])) for names, words in pairs)
        + "SET LOCAL ROLE bus_owner;"
    )


def _walls(region: str) -> str:
    wall = f"region_id = (SELECT {region})"
    return "".join(
        f"ALTER POLICY {table}_region ON {table} USING ({wall}) WITH CHECK ({wall});\n" for table in sorted(CHILD_LEVEL)
    )


CLOSED_BELOW = [
    migrations.RunSQL(_walls(REGION[1]), _walls(REGION[0])),
    migrations.RunSQL(_functions(closed=True), _functions(closed=False)),
]
