"""Days in force: where two things overlap, and when they hold together. No end means until further notice."""

from datetime import date
from typing import NamedTuple


class Days(NamedTuple):
    first: date
    last: date | None

    def overlaps(self, other: "Days") -> bool:
        return self.common(other) is not None

    def common(self, other: "Days") -> "Days | None":
        """The days both hold; None when there is no such day."""
        first = max(self.first, other.first)
        ends = [end for end in (self.last, other.last) if end is not None]
        last = min(ends) if ends else None
        return Days(first, last) if last is None or last >= first else None
