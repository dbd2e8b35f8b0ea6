"""From the row that a session opens to the one who acts. [security 1]"""

from typing import Any

from core.access import Acting
from core.people.child_level import opens_children
from core.roles import Role


def acting_of(row: Any, *, level: int | None) -> Acting:
    """`row` is what `access.session_actor` gave, with an assignment in force; `level` how surely it was opened."""
    return Acting(
        kind="user",
        region_id=row.region_id,
        region_code=row.region_code,
        region_name=row.region_name,
        user_id=row.user_id,
        assignment_id=row.assignment_id,
        person_id=row.person_id,
        person_name=row.person_name,
        role=row.role,
        # lazy: read in the language of whoever looks, which is not known yet
        role_label=Role(row.role).label,  # type: ignore[arg-type]
        unit_id=row.unit_id,
        unit_name=row.unit_name or "",
        unit_type=row.unit_type or "",
        principal_id=row.principal_id,
        area_id=row.area_id,
        district_id=row.district_id,
        scope_label=row.unit_name or row.district_name or row.area_name or row.region_name,
        logged_in_at=row.signed_in_at,
        opens_children=opens_children(row.region_id, level),
    )
