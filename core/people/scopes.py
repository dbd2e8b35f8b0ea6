"""In which scope each role is held; a role without its scope would open nothing, or too much. [domain 2]"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Refused
from core.roles import Role

UNIT, AREA, DISTRICT, PRINCIPAL = "unit", "area", "district", "principal"

NEEDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            Role.CASEWORKER,
            Role.LINE_MANAGER,
            Role.UNIT_MANAGER,
            Role.SCHOOL_PRINCIPAL_HEAD,
            Role.HABILITATION_COORDINATOR,
            Role.SCHOOL_AREA_HEAD,
            Role.INDEPENDENT_SCHOOL_REP,
        ),
        frozenset({UNIT}),
    ),
    **dict.fromkeys(
        (
            Role.GROUP_CHAIR,
            Role.STEERING_MEMBER,
            Role.WORKING_CONVENOR,
            Role.WORKING_MEMBER,
            Role.GROUP_COORDINATOR,
            Role.SIP_COORDINATOR,
        ),
        frozenset({UNIT, AREA}),
    ),
    Role.FORUM_CONVENOR: frozenset({UNIT, DISTRICT}),
    Role.LOG_REVIEWER: frozenset({PRINCIPAL}),
    Role.RECORDS_OFFICER: frozenset({PRINCIPAL}),
}
MISSING = {
    UNIT: gettext_lazy("Välj den verksamhet som rollen gäller."),
    AREA: gettext_lazy("Välj det BUS-område som rollen gäller."),
    DISTRICT: gettext_lazy("Välj det distrikt som rollen gäller."),
    PRINCIPAL: gettext_lazy("Välj den huvudman som rollen gäller."),
}

# The operator's own role is not a region's to give.
GRANTABLE = [(role.value, role.label) for role in Role if role != Role.PLATFORM_ADMIN]


def require_scope(role: str, scope: dict[str, Any], on: date) -> None:
    """Raises Refused beside the field when the role lacks its scope, or the scope has ended by the day."""
    if role not in dict(GRANTABLE):
        raise Refused(_("Den rollen ges inte i en region."), field="role")
    for name in (UNIT, AREA, DISTRICT, PRINCIPAL):
        if name in NEEDS.get(role, ()) and scope[name] is None:
            raise Refused(str(MISSING[name]), field=name)
        ends = getattr(scope[name], "valid_to", None)
        if ends is not None and ends < on:
            raise Refused(_("Det du valde har upphört den dag rollen börjar. Välj något som finns då."), field=name)
