"""How surely a session must know who it is before it reaches a child: the region decides. [security 1 (1), 8]"""

from uuid import UUID

from django.utils.translation import gettext_lazy

from core.access import acting_as
from core.people.federation import CHILD_LEVEL_NEEDS
from core.regions.cache import ProfileMissingError
from core.regions.profile import profile_of

LOCALLY = "local_two_factor"  # of the profile's `child_level_login`: the portal's own two factors are enough

# Said where the menu leads to children, and on the start page of those who else would have children there.
BELOW_HEADING = gettext_lazy("Barn och planer är stängda i din inloggning")
BELOW = gettext_lazy(
    "Din region kräver inloggning med tillitsnivå 3 för uppgifter om barn, och du har loggat in på en lägre nivå. "
    "Barn, ärenden och planer, och det du ska göra i dem, visas därför inte. Allt annat fungerar som vanligt. "
    "Fråga regionens administratör hur du loggar in med rätt nivå."
)


def opens_children(region_id: UUID, level: int | None) -> bool:
    """Whether a session opened at this level (None: by the portal's own two factors) reaches the region's child level.

    The region's profile decides; without one nothing is open.
    """
    return (level is not None and level >= CHILD_LEVEL_NEEDS) or _asks_of_sign_in(region_id) == LOCALLY


def _asks_of_sign_in(region_id: UUID) -> str:
    """The profile's answer. It is kept in the process; a process that has not read it yet reads it in its region."""
    try:
        return profile_of(region_id).child_level_login
    except ProfileMissingError:
        pass
    try:
        with acting_as(command="sign-in", region_id=region_id):
            return profile_of(region_id).child_level_login
    except ProfileMissingError:
        return ""
