"""The leader's list: who has open work, whether their assignment has ended or soon does. And each thing of one."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.access import Acting, together
from core.notices.about import Described
from core.people.models import RoleAssignment
from core.ui import dates
from sip.cases.models import Case, CaseKind
from sip.children.models import Child
from sip.plans.choices import PlanPart
from sip.takeover import policies
from sip.takeover.finding import Burden, burdens

SOON = timedelta(days=30)


def worker_rows(acting: Acting) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(without anybody who answers, or soon so; all others who have open work): first whose time ends first."""
    today, held = clock.today(), burdens(acting)
    people = policies.unit_assignments(acting).filter(pk__in=held).with_names()
    people = sorted(people, key=lambda one: (one.valid_to or date.max, str(one.person)))
    lacking = [one for one in people if one.valid_to and one.valid_to <= today + SOON]
    others = [one for one in people if one not in lacking]
    return [_row(one, held[one.pk], today) for one in lacking], [_row(one, held[one.pk], today) for one in others]


def _row(one: RoleAssignment, burden: Burden, today: date) -> dict[str, Any]:
    return {
        "title": str(one.person),
        "url": reverse("sip:takeover", args=[one.pk]),
        "detail": f"{one.get_role_display()}. {said_of(burden)}".rstrip(),
        "badge": _ending(one, today),
        "badge_is": "late" if one.valid_to and one.valid_to < today else "soon",
    }


def _ending(one: RoleAssignment, today: date) -> str:
    if one.valid_to is None or one.valid_to > today + SOON:
        return ""
    day = {"day": dates.day(one.valid_to)}
    return _("Slutade %(day)s") % day if one.valid_to < today else _("Slutar %(day)s") % day


def said_of(burden: Burden) -> str:
    """«2 barn, 3 ärenden och planer, 1 frist.» Empty for who has nothing."""
    children, cases, due = len(burden.children), len(burden.cases), burden.due_count
    told = [
        children and ngettext("%(n)d barn", "%(n)d barn", children) % {"n": children},
        cases and ngettext("%(n)d ärende eller plan", "%(n)d ärenden och planer", cases) % {"n": cases},
        due and ngettext("%(n)d frist", "%(n)d frister", due) % {"n": due},
    ]
    return ", ".join(filter(None, told)) + "." if any(told) else ""


def choices_of(burden: Burden) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(children by name, cases by code with what the giver is and owes there), for the form."""
    children = Child.objects.filter(pk__in=burden.children).order_by("family_name", "given_name", "id")
    cases = Case.objects.filter(pk__in=burden.cases).order_by("kind", "code")
    together(children, cases)
    named = [(str(child.pk), child.full_name) for child in children]
    return named, [(str(case.pk), ", ".join([case.code, *_what(case, burden)])) for case in cases]


def _what(case: Case, burden: Burden) -> Iterator[str]:
    yield {CaseKind.SIP: _("SIP"), CaseKind.TRANSFER: _("uppgifter till andra")}.get(case.kind, _("individforum"))
    yield from sorted(str(PlanPart(part).label).lower() for part in burden.parts[case.pk])
    if case.pk in burden.called:
        yield _("kallad till möte")
    if due := burden.due[case.pk]:
        yield ngettext("%(n)d frist", "%(n)d frister", due) % {"n": due}


def describe_takeovers(acting: Acting, ids: set[UUID]) -> dict[UUID, Described]:
    """Where the work that one has taken over is found."""
    return {pk: Described("", reverse("sip:child_list")) for pk in ids}
