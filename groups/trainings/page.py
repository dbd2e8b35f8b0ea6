"""What a group has held together, made ready: a row each, sums by principal, the course unit by unit. [F50, W-28]"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import CharField, F, QuerySet, Sum, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.organisations.models import Unit
from core.ui import dates
from groups.trainings.models import CourseTaken, Training, TrainingGroup


def people_in_words(n: int) -> str:
    return ngettext("%(n)d deltagare", "%(n)d deltagare", n) % {"n": n}


def training_row(one: Training, may: bool) -> dict[str, Any]:
    """One of `with_groups`."""
    return {
        "title": one.title,
        "kind": one.get_kind_display(),
        "day": dates.day(one.held_on),
        "text": one.text,
        "groups": one.by_principal.splitlines(),  # type: ignore[attr-defined]
        "all": people_in_words(one.people),  # type: ignore[attr-defined]
        "remove": reverse("groups:training_remove", args=[one.pk]) if may else "",
    }


def with_groups(rows: QuerySet[Training]) -> QuerySet[Training]:
    """With `people` in all, and `by_principal`, a line each: «Norrstad: 12»."""
    name = "groups__principal__name"
    line = Concat(F(name), Value(": "), Cast("groups__people", CharField()))
    return rows.annotate(people=Sum("groups__people"), by_principal=StringAgg(line, "\n", order_by=name))


def sums_of(rows: QuerySet[Training]) -> QuerySet[TrainingGroup]:
    """All that came to what the filter leaves, by principal; summed by `summed`."""
    return TrainingGroup.objects.filter(training__in=rows.order_by().values("pk")).select_related("principal")


def summed(groups: Iterable[TrainingGroup]) -> list[dict[str, Any]]:
    """By principal, in the order of their names: how many times it sent somebody, and how many in all."""
    people: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for one in groups:
        people[one.principal.name] += one.people
        times[one.principal.name] += 1
    return [{"name": name, "times": times[name], "people": people[name]} for name in sorted(people)]


def course_lines(units: Iterable[Unit], said: Iterable[CourseTaken]) -> list[dict[str, Any]]:
    """Each unit that has somebody in the group, and what it has said of the course; silence stands as plainly."""
    last = {one.unit_id: one for one in said}
    return [_course(unit.name, last.get(unit.pk)) for unit in units]


def _course(name: str, said: CourseTaken | None) -> dict[str, Any]:
    if said is None:
        return {"name": name, "text": _("Har inte svarat"), "is": "soon"}
    words = {"taken": said.taken, "staff": said.staff, "day": dates.day(said.confirmed_on)}
    text = _("%(taken)d av %(staff)d, enligt besked %(day)s") % words
    return {"name": name, "text": text, "is": "ok" if said.taken == said.staff else "soon"}
