"""The texts of an agreed version, and which of them a reader may have. [security 1 (7), 2 row 14, facts 9.9]

Who may have all has them unsorted. Toward a reader from whom something is kept a text could tell that very thing: only
those that somebody has read through for that reader are given, and the paper says that others are left out.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from sip.family.readers import Reader
from sip.family.sorting.models import SortedText
from sip.family.sorting.texts import Text, allowed_among, digest_of
from sip.plans.choices import Voice
from sip.plans.models import PlanVersion


class Sieve:
    """What a reader may have of a version. `left_out` is true once it has kept something back."""

    def __init__(self, version: PlanVersion, reader: Reader):
        self.version, self.may_have_all, self.left_out = version, reader.may_have_all, False
        self.allowed = frozenset() if reader.may_have_all else allowed_digests(version, reader)

    def lets(self, words: str) -> bool:
        if not words or self.may_have_all or digest(self.version, words) in self.allowed:
            return True
        self.left_out = True
        return False


def digest(version: PlanVersion, words: str) -> str:
    return digest_of(version.case_id, words)


def texts_of(version: PlanVersion) -> list[Text]:
    """Every text that a paper for the family can hold, in the order of the plan; the same words once."""
    found: dict[str, Text] = {}
    for place, words in _texts(version.content):
        key = digest(version, words)
        found.setdefault(key, Text(key, place, words))
    return list(found.values())


def _texts(content: dict) -> Iterator[tuple[str, str]]:
    said = [(str(Voice(row["whose"]).label), row["words"]) for row in content["voices"]]
    sections = [(row["heading"], row["text"]) for row in content["sections"]]
    goals = [(_("Mål"), row["text"]) for row in content["goals"]]
    measures = [(_("Insats"), row["text"]) for row in content["measures"]]
    return ((place, words) for place, words in [*said, *sections, *goals, *measures] if words)


def allowed_digests(version: PlanVersion, reader: Reader) -> frozenset[str]:
    return allowed_among(SortedText.objects.filter(child__cases__case_id=version.case_id), reader)
