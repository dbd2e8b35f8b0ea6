"""Something that happened in a case, as its rows tell it: the day, of which kind, what, and by whom. [issue 3.10]"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.organisations.models import Unit
from core.people.models import RoleAssignment

Row = TypeVar("Row")
Act = tuple[str, UUID, UUID | None]  # as the log has it: what was done, to what, toward which unit


class Lane(models.TextChoices):
    CHILD = "child", _("Barnet hos er")
    CASE = "case", _("Ärendet och planen")
    FAMILY = "family", _("Samtycke och barnets ord")
    MEETING = "meeting", _("Möten och kallelser")
    PEOPLE = "people", _("De som deltar")
    SHARED = "shared", _("Det som har delats")
    CLOCK = "clock", _("Frister")


@dataclass(frozen=True)
class Event:
    """`at` None where only the day is known. `who` and `unit` empty where nobody did it or one may not know.

    `closes`: what came of the day, when the hour is not known. `about`: the case, or what else it belongs to. `act`: by
    what the log knows who did it, where the row itself does not.
    """

    on: date
    lane: str
    text: str
    who: str = ""
    unit: str = ""
    at: datetime | None = None
    detail: str = ""
    closes: bool = False
    about: UUID | None = None
    act: Act | None = None

    @property
    def order(self) -> tuple:
        """By day; what has only a day stands before what has its hour, or after it where it closes the day."""
        place = 1 if self.at else (2 if self.closes else 0)
        return (self.on, place, self.at.isoformat() if self.at else "")


def happened(
    when: date | datetime | None,
    lane: str,
    text: Any,
    *,
    by: RoleAssignment | None = None,
    unit: Unit | None = None,
    **more,
) -> list[Event]:
    """The event in a list; none for what has not happened."""
    if when is None:
        return []
    at = when if isinstance(when, datetime) else None
    on = timezone.localtime(when).date() if isinstance(when, datetime) else when
    return [Event(on, lane, str(text), _name(by), unit.name if unit else "", at, **more)]


def _name(by: RoleAssignment | None) -> str:
    return str(by.person) if by is not None else ""


def said_of(about: UUID, events: Iterable[Event]) -> list[Event]:
    """The events, as what happened in this."""
    return [replace(event, about=about) for event in events]


def by_case(rows: Iterable[Row], by: str = "case_id") -> dict[UUID, list[Row]]:
    """The rows of each case, in the order they came."""
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[getattr(row, by)].append(row)
    return found


def ids_of(ones: Sequence[Any]) -> list[UUID]:
    return [one.pk for one in ones]
