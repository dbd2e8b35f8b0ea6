"""A session that does not reach the child level: its start page says why, in place of children. [security 1 (1)]"""

from collections.abc import Callable, Generator, Iterator
from datetime import date
from typing import Any

from core.access import Acting
from core.people.child_level import BELOW, BELOW_HEADING
from core.ui.registry import StartSection
from sip.plans.start import works_with_plans_only
from sip.start import works_with_cases

Provider = Callable[[Acting, date], Any]


def where_open(provider: Provider) -> Provider:
    """The provider for those who reach the child level; nothing, and nothing asked, for others."""

    def given(acting: Acting, today: date) -> Generator[Any, Any, None]:
        if acting.opens_children:
            yield from provider(acting, today)

    return given


def why_closed(acting: Acting, today: date) -> Iterator[StartSection]:
    """For those who else would have children there."""
    if not acting.opens_children and (works_with_cases(acting) or works_with_plans_only(acting)):
        yield StartSection(BELOW_HEADING, "sip/_start_closed.html", {"text": BELOW}, order=10)
