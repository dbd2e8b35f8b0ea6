"""Who lets whom into a case by plain SQL, tried as those who already stand in it. [security 1-2]

Each act as the services make it is done; each change of one thing in it is refused, or meets no row.
"""

from collections.abc import Iterator

from tests.access.joining_case import CALLS, CHILDREN, FORUM_CASES, RAISES, SITTINGS, SUBSTITUTES, TO_THE_FORUM, UNITS
from tests.access.joining_changes import CHANGES
from tests.access.joining_consents import CONSENTS, SIGNATURES
from tests.access.joining_contacts import CONTACTS, LEAVES
from tests.access.joining_managers import MANAGERS
from tests.access.tries import wrong_in
from tests.access.world import World

TRIES = [
    *TO_THE_FORUM, *SUBSTITUTES, *RAISES, *FORUM_CASES, *UNITS, *CHILDREN, *CONTACTS, *LEAVES, *SITTINGS, *CALLS,
    *CONSENTS, *MANAGERS, *CHANGES, *SIGNATURES,
]  # fmt: skip


def wrong_joins(worlds: dict[str, World]) -> Iterator[str]:
    """Each try that ends otherwise than it must."""
    return wrong_in(TRIES, worlds)
