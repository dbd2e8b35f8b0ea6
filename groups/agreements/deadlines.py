"""The clocks of an agreement that holds: the larger evaluation, and each party's own yearly look. [DL-15, DL-55]"""

from django.utils.translation import gettext_lazy as _

from core.obligations import Clock
from core.roles import Role
from groups.choices import ForumKind

EVALUATED = Clock(
    "DL-15",
    starts=lambda agreement: agreement.in_force_on,
    title=_("Utvärdera överenskommelsen"),
    button=_("Öppna överenskommelsen"),
    about=_("Överenskommelse"),
)  # [004:L260-264]
LOOKED_AT = Clock(
    "DL-55",
    starts=lambda party: party.agreement.in_force_on,
    title=_("Följ upp hur ni håller överenskommelsen"),
    button=_("Skriv vad ni såg"),
    about=_("Överenskommelse"),
)  # [004:L762-764]
CODES = (EVALUATED.code, LOOKED_AT.code)
# [default] Where no one is named for the party and the body has no area: the office that serves the body.
OFFICE_OF: dict[str, str] = {
    ForumKind.REGIONAL_GROUP: Role.SECRETARIAT_OFFICER,
    ForumKind.MANAGERS_FORUM: Role.SUPPORT_UNIT_OFFICER,
}
