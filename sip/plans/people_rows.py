"""Who takes part in a plan and which parts they hold, as its page shows them. [F83, F84]"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, Asks
from core.ui import dates
from sip.cases.models import Participation
from sip.cases.states import Part
from sip.plans.choices import ALONE
from sip.plans.models import PlanRole, SipPlan


def people_in(plan: SipPlan) -> Iterator[Asks | tuple[list[Participation], list[PlanRole]]]:
    """Who takes part now, and who is or was what in the plan, the latest first."""
    now_or_later = Q(valid_to__isnull=True) | Q(valid_to__gt=clock.now())
    live = Participation.objects.filter(now_or_later, case_id=plan.pk, part__in=(Part.RAISER, Part.UNIT))
    live = live.select_related("assignment__person", "unit").order_by("unit__name", "valid_from")
    roles = PlanRole.objects.filter(case_id=plan.pk).select_related("assignment__person", "unit")
    roles = roles.order_by("part", "-valid_from")
    yield Asks(live, roles)
    yield list(live), list(roles)


def people_lines(
    acting: Acting, taking_part: Iterable[Participation], roles: Iterable[PlanRole], *, may_change: bool
) -> list[dict]:
    """One line a person: unit, since when, and what they are in the plan; the way to end it for who may."""
    parts: dict[UUID, list[str]] = {}
    for role in roles:
        if role.valid_to is None:
            words = _("%(part)s sedan %(day)s") % {"part": role.get_part_display(), "day": _since(role)}
            parts.setdefault(role.assignment_id, []).append(words)
    return [
        {
            "name": str(row.assignment.person) if row.assignment else row.unit.name,
            "detail": ". ".join([f"{row.unit.name}, {_joined(row)} {_since(row)}", *parts.get(row.assignment_id, [])]),
            "url": reverse("sip:plan_person_end", args=[row.pk]) if _may_end(acting, row, may_change) else "",
            "button": _("Avsluta"),
        }
        for row in taking_part
    ]


def _joined(row: Participation) -> str:
    return _("startade planen") if row.part == Part.RAISER else _("deltar sedan")


def _may_end(acting: Acting, row: Participation, may_change: bool) -> bool:
    return row.part == Part.UNIT and row.valid_to is None and (may_change or row.assignment_id == acting.assignment_id)


def _since(row: Participation | PlanRole) -> str:
    return dates.day_short(timezone.localdate(row.valid_from))


def part_rows(roles: Iterable[PlanRole], *, may_change: bool) -> tuple[list[dict], list[dict]]:
    """What each part is held by now, and who held it before. [F83, F84]"""
    now, before = [], []
    for role in roles:
        row = {"title": str(role.get_part_display()), "detail": f"{role.assignment.person}, {role.unit.name}"}
        if role.valid_to is None:
            may_end = may_change and role.part not in ALONE
            url = reverse("sip:plan_part_end", args=[role.pk]) if may_end else ""
            now.append({**row, "since": _since(role), "url": url})
        else:
            last = timezone.localdate(role.valid_to)
            row["detail"] += ", " + dates.period(timezone.localdate(role.valid_from), last)
            before.append(row)
    return now, before
