"""Who asks: one user under exactly one assignment, or a job. [security 1]"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Acting:
    """The one who acts now. Labels are for the page header; rights come from ids and role."""

    kind: str  # user | job | command
    region_id: UUID | None = None
    region_code: str = ""
    region_name: str = ""
    user_id: UUID | None = None
    assignment_id: UUID | None = None
    person_id: UUID | None = None
    person_name: str = ""
    role: str = ""
    role_label: str = ""
    unit_id: UUID | None = None
    unit_name: str = ""
    unit_type: str = ""
    principal_id: UUID | None = None
    area_id: UUID | None = None
    district_id: UUID | None = None
    scope_label: str = ""
    purpose: str = ""
    job: str = ""
    logged_in_at: datetime | None = None

    @property
    def is_user(self) -> bool:
        return self.kind == "user"
