"""Who answers for an activity: a group, a unit or a person, as one choice among them. [AG-22]"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.ui.said import said
from groups.models import Forum
from groups.picking import who
from groups.year import policies
from groups.year.models import PlanActivity

FIELDS = {"grupp": "responsible_forum", "verksamhet": "responsible_unit", "person": "responsible"}


class Answering:
    """Those who can: the group and what reports to it, the units that sit in it, its members. Asked once each."""

    def __init__(self, forum: Forum) -> None:
        self.rows: dict[str, QuerySet] = {
            "grupp": policies.possible_forums(forum),
            "verksamhet": policies.possible_units(forum),
            "person": policies.possible_people(forum),
        }

    def choices(self) -> Iterator[tuple[str, Any]]:
        yield "", _("Välj")
        headings = {"grupp": _("Grupper"), "verksamhet": _("Verksamheter"), "person": _("Personer")}
        words: dict[str, Callable[[Any], str]] = {
            "grupp": lambda one: said(one.name),
            "verksamhet": str,
            "person": who,
        }
        for kind, rows in self.rows.items():
            yield headings[kind], [(f"{kind}:{one.pk}", words[kind](one)) for one in rows]

    def chosen(self, key: str) -> Any:
        """The row that a choice names, among those who can."""
        kind, _colon, pk = key.partition(":")
        return next((one for one in self.rows.get(kind, ()) if str(one.pk) == pk), None)


def key_of(activity: PlanActivity) -> str:
    for kind, name in FIELDS.items():
        if found := getattr(activity, f"{name}_id"):
            return f"{kind}:{found}"
    return ""


def said_of(activity: PlanActivity) -> str:
    """Who that is, in words."""
    if activity.responsible_forum:
        return said(activity.responsible_forum.name)
    return str(activity.responsible_unit) if activity.responsible_unit else who(activity.responsible)
