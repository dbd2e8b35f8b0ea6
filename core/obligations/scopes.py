"""Where a role counts: the place that binds a holder of the role to an obligation. [domain 2, X-18]"""

from core.people.scopes import AREA, DISTRICT, NEEDS, PRINCIPAL, UNIT
from core.roles import Role

REGION = "region"


def scope_of(role: str) -> str:
    """District before area before unit, as the role is held, or the principal; else it counts in the region."""
    needs = NEEDS.get(role, frozenset())
    return next((scope for scope in (DISTRICT, AREA, UNIT, PRINCIPAL) if scope in needs), REGION)


SCOPE_OF_ROLE: dict[str, str] = {role.value: scope_of(role) for role in Role}

# Whose role may open a case: the others are told district and number only. [issue: Decided; security 2]
MAY_KNOW_THE_CASE = frozenset({DISTRICT, UNIT})
