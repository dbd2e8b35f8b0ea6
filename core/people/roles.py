"""The roles that an assignment may carry; said in `core.roles`, since the route table and the log know them too."""

from core.roles import CASE_ROLES, UNIT_LEADERS, Role

__all__ = ["CASE_ROLES", "UNIT_LEADERS", "Role"]
