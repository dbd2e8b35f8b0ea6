"""Who asks: one user under exactly one assignment, or a job. [security 1]"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

Id = Any  # a UUID; None where the one who acts has none (a job has no assignment)


@dataclass(frozen=True, slots=True)
class Acting:
    """The one who acts now. Labels are for the page header; rights come from ids and role."""

    kind: str  # user | job | command
    region_id: Id = None
    region_code: str = ""
    region_name: str = ""
    user_id: Id = None
    assignment_id: Id = None
    person_id: Id = None
    person_name: str = ""
    role: str = ""
    role_label: str = ""
    unit_id: Id = None
    unit_name: str = ""
    unit_type: str = ""
    principal_id: Id = None
    area_id: Id = None
    district_id: Id = None
    scope_label: str = ""
    purpose: str = ""
    job: str = ""
    logged_in_at: datetime | None = None
    case_id: Id = None  # the one case it is narrowed to
    opens_children: bool = True  # False for a session below the level its region wants for the child level

    @property
    def is_user(self) -> bool:
        return self.kind == "user"

    def about(self, case_id: Id) -> "Acting":
        """The same, seeing no other case than this one: for pages about one case, which need not ask for all."""
        return replace(self, case_id=case_id)
