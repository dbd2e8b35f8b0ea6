"""What the pages show of the child's other plans: rows of the registers, one of them, the child's section. [F88-F91]"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, Asks
from core.obligations.owed import clocks_beside, duty_of
from core.roles import CASE_ROLES
from core.ui import dates
from core.ui.registry import Duty
from sip.children.models import Child
from sip.children.policies import is_expected_no_longer
from sip.needs.policies import inquiry_steps
from sip.plans import register
from sip.plans.choices import PlanType
from sip.plans.deadlines import OF_OTHER_PLANS
from sip.plans.models import OtherPlan, SipPlan


def other_row(row: OtherPlan, *, with_unit: bool = True) -> dict:
    """One of them, for `ui/rows.html`. Of a protected child no unit stands in a list. [facts 9.33]"""
    today = clock.today()
    review = _("Ses över %(when)s") % {"when": dates.due_in_words(row.review_on, today)} if row.review_on else ""
    days = dates.period(row.valid_from, row.valid_to)
    parts = [f"{row.owner_unit.name}, {days}" if with_unit else days, row.coordination]
    shown = {"badge": review, "badge_is": dates.due_is(row.review_on, today, soon_days=30) if row.review_on else ""}
    if row.is_at_odds:
        parts.append(review)
        shown = {"badge": _("Säger emot en annan plan"), "badge_is": "late"}
    return {
        "title": str(row.get_kind_display()),
        "url": reverse("sip:other_plan", args=[row.pk]),
        "detail": ". ".join(part.rstrip(".") for part in parts if part),
        **shown,
    }


def lacking_row(row: OtherPlan) -> dict:
    """One that can't stand for a SIP, and what it lacks."""
    lacks = _("Den saknar: %(what)s.") % {"what": ", ".join(row.lacks)}
    return {
        "title": f"{row.get_kind_display()}, {row.owner_unit.name}",
        "url": reverse("sip:other_plan", args=[row.pk]),
        "detail": lacks,
    }


def one_page(acting: Acting, row: OtherPlan, plan: SipPlan | None, child: Child | None) -> dict:
    """One of them, read beside `plan` or at `child`, and what it could take the place of."""
    plans = [plan] if plan else register.plans_to_stand_beside(acting, child.pk) if child else []
    return {
        "plan": plan,
        "child": child,
        "row": row,
        "shown": other_row(row),
        "is_lss": row.kind == PlanType.LSS,
        "may_replace": register.plan_to_replace(acting, plans) is not None,
        "lacking": row.lacks,
        "beside": _beside(row, plans),
        "may_show": child is not None and row.case_id is None and bool(plans),
    }


def _beside(row: OtherPlan, plans: list[SipPlan]) -> str:
    """The code of the SIP that a unit's own is shown beside, while that goes on."""
    return next((one.case.code for one in plans if row.is_own and one.pk == row.case_id), "")


def inquiry_url(acting: Acting, child_id: UUID) -> str:
    """The urgent inquiry that comes before an action programme, for those who make one. [F91]"""
    return reverse("sip:inquiry", args=[child_id]) if inquiry_steps(acting) else ""


def child_section(acting: Acting, child: Child) -> Iterator[Asks | dict]:
    """The register on the page of a child that one works with."""
    rows = register.other_plans_of(acting, child)
    yield Asks(rows)
    is_over = is_expected_no_longer(child)
    yield {
        "title": _("Barnets andra planer"),
        "key": "andra-planer",
        "rows": [other_row(row, with_unit=not child.is_protected) for row in rows],  # type: ignore[attr-defined]
        "empty": _("Inga andra planer är noterade."),
        "url": "" if is_over else reverse("sip:child_plans", args=[child.pk]),
        "label": _("Notera en annan plan"),
    }


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """The clocks of the unit's own, for those who work with the child and do not owe them by their role."""
    if acting.role not in CASE_ROLES:
        return
    clocks = clocks_beside(acting, [one.code for one in OF_OTHER_PLANS], register.own_other_plans(acting).values("pk"))
    yield Asks(clocks)
    for row in clocks:
        yield duty_of(row)
