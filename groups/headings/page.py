"""The headings that a new agenda of the group begins with, made ready: where each comes from, and what one may do."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import ngettext

from groups.headings.order import MATTERS, Heading, arranged
from groups.meetings.states import ItemOrigin, ItemPurpose


def heading_lines(sections: Sequence[dict], own: Sequence, may: bool) -> list[dict[str, Any]]:
    """In the order of the agenda; the group's own with the verbs of whoever may."""
    lines = [_line(one) for one in arranged(sections, own)]
    mine = [line for line in lines if line["id"]]
    for number, line in enumerate(mine):
        line |= {"may": may, "up": number > 0, "down": number < len(mine) - 1}
    return lines


def _line(one: Heading) -> dict[str, Any]:
    minutes = ngettext("%(n)d minut", "%(n)d minuter", one.minutes) % {"n": one.minutes} if one.minutes else ""
    return {
        "id": one.row.pk if one.row else None,
        "title": one.title,
        "detail": ", ".join(filter(None, [str(ItemPurpose(one.purpose).label), minutes])),
        "background": one.background,
        "origin": str(ItemOrigin(one.origin).label),
        "is_own": one.row is not None,
    }


def takes_questions(sections: Sequence[dict]) -> str:
    """The heading after which the meeting's own questions come, or nothing."""
    return next((one["heading"] for one in sections if one["key"] == MATTERS), "")
