"""The asks as list and page show them. [F104]"""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting, Asks
from core.notices.about import Described
from core.ui import dates
from core.ui.questions import buttons
from sip.plans.policies import visible_plans
from sip.pool.models import PoolAsk
from sip.pool.policies import visible_asks
from sip.pool.questions import QUESTIONS


def ask_row(ask: PoolAsk) -> dict:
    return {
        "url": reverse("sip:pool_detail", args=[ask.pk]),
        "help": ask.get_kind_display(),
        "unit": ask.unit.name,
        "needed": dates.day(ask.needed_by),
        "code": ask.case_code,
        "obj": ask,
    }


def ask_page(acting: Acting, ask: PoolAsk) -> dict:
    """`ask` with its relations. The plan's address stands there for those whom a consent has let in already."""
    plan = visible_plans(acting).filter(case__code=ask.case_code).values_list("pk", flat=True).first()
    return {"ask": ask, "facts": _facts(ask, plan), "buttons": buttons(QUESTIONS, acting, ask, "sip:pool_note")}


def _facts(ask: PoolAsk, plan: UUID | None) -> list[dict]:
    facts = [
        {"term": _("Vilken hjälp?"), "text": str(ask.get_kind_display())},
        {"term": _("Behövs senast"), "text": dates.day(ask.needed_by)},
        {"term": _("Frågat av"), "text": str(ask.asked_by.person), "detail": ask.unit.name},
        {"term": _("BUS-område"), "text": ask.area.name},
    ]
    if ask.case_code:
        code = {"term": _("Planens kod"), "text": ask.case_code}
        if plan:
            code["url"] = reverse("sip:plan_detail", args=[plan])
        else:
            code["detail"] = _("Planen öppnas när familjens samtycke gäller samordnarens verksamhet.")
        facts.append(code)
    if ask.coordinator:
        facts.append({"term": _("Hjälper till"), "text": str(ask.coordinator.person)})
    if ask.decline_reason:
        facts.append({"term": _("Varför det blev nej"), "text": str(ask.get_decline_reason_display())})
    return facts


def describe_asks(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    """The unit and the way to the ask, for those who see it."""
    found = visible_asks(acting).filter(pk__in=ids).values_list("pk", "unit__name")
    yield Asks(found)
    for pk, unit in found:
        yield pk, Described(unit, reverse("sip:pool_detail", args=[pk]))
