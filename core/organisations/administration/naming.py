"""Words for the codes that a profile is written in."""

from collections.abc import Callable

from core.organisations.choices import UnitType
from core.regions.profile import Profile
from core.roles import Role
from core.ui.said import said


def namer(profile: Profile) -> Callable[[str], str]:
    """A word for a code of the domain: a role, a unit type, a forum; anything else is its own word."""
    words = {**dict(UnitType.choices), **dict(Role.choices)}

    def name_of(code: str) -> str:
        if code in words:
            return str(words[code])
        try:
            return said(profile.label(code))
        except KeyError:
            return code

    return name_of
