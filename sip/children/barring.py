"""What a guardian may not be told on a day: the bars set toward the person, and what a protection brings along.

Asked by everything that leaves the page: documents, calls, extracts. A missing answer is for the caller «no».
[security 1 (7), 2 row 14, facts 9.9, 9.33]
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sip.children.choices import BarredItem
from sip.children.models import Guardian, GuardianBar, ProtectedData

# Where the child is must not be known to the one whom it is protected from.
BY_PROTECTION = frozenset({BarredItem.ADDRESS, BarredItem.PLACES, BarredItem.MEETINGS})


def barred_items(guardian: Guardian, on: date) -> frozenset[str]:
    """The items this guardian is shut out of on the day; all of them where `everything` stands."""
    bars = GuardianBar.objects.filter(guardian_id=guardian.pk)
    protections = ProtectedData.objects.filter(hidden_from_id=guardian.pk)
    return items_by_guardian(bars, protections, on)[guardian.pk]


def items_by_guardian(
    bars: Iterable[GuardianBar], protections: Iterable[ProtectedData], on: date
) -> defaultdict[UUID, frozenset[str]]:
    """The same for rows already asked for; a guardian whom none names is shut out of nothing."""
    found: defaultdict[UUID, frozenset[str]] = defaultdict(frozenset)
    for bar in bars:
        if holds(bar, on):
            found[bar.guardian_id] |= {bar.item}
    for protection in protections:
        if protection.hidden_from_id and holds(protection, on):
            found[protection.hidden_from_id] |= BY_PROTECTION
    for guardian_id, items in found.items():
        if BarredItem.EVERYTHING in items:
            found[guardian_id] = frozenset(BarredItem.values)
    return found


def holds(row: GuardianBar | ProtectedData, on: date) -> bool:
    return row.valid_from <= on and (row.valid_to is None or row.valid_to >= on)
