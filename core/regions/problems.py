"""What is wrong with a declared profile, in sentences that name the file and the key."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Problem:
    """One thing to mend: in which file, at which key, and what as a clause («ska vara ett heltal …»)."""

    file: str
    key: str
    clause: str

    def __str__(self):
        words = {"file": self.file, "key": self.key, "clause": self.clause}
        if not self.key:
            return _("%(file)s %(clause)s.") % words
        if not self.file:
            return _("Nyckeln %(key)s %(clause)s.") % words
        return _("%(file)s: nyckeln %(key)s %(clause)s.") % words


def sentence(code: str) -> str:
    """The clauses that are used in several places."""
    return {
        "missing": _("saknas"),
        "unknown": _("är okänd; kontrollera stavningen"),
        "twice": _("står två gånger"),
        "list": _("ska vara en lista"),
        "ended, not changed": _("har redan gällt; avsluta raden med valid_to och lägg till en ny"),
    }[code]


class ProfileError(Exception):
    """A profile or an area's value cannot be used; `problems` are all that is wrong, str() the sentences."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = list(problems)
