"""The plan's page put together: what anybody who may know of the plan sees, and what a consent opens besides."""

from django.utils.translation import gettext as _

from core.access import Acting
from core.ui import dates
from sip.plans.content_page import content_page
from sip.plans.models import SipPlan


def plan_page(acting: Acting, plan: SipPlan) -> dict:
    """Everything the plan's page shows to this reader."""
    return {"plan": plan, "code": plan.case.code, "facts": _facts(plan), "content": content_page(acting, plan)}


def _facts(plan: SipPlan) -> list[dict]:
    facts = [
        {"term": _("Startad av"), "text": plan.initiating_unit.name},
        {"term": _("Vem tog initiativet?"), "text": str(plan.get_asked_by_display())},
        {"term": _("Behovet uppmärksammades"), "text": dates.day(plan.need_noticed_on)},
    ]
    if plan.responsible_principal:
        facts.append({"term": _("Övergripande ansvar"), "text": plan.responsible_principal.name})
    if plan.next_follow_up_on:
        facts.append({"term": _("Planen följs upp"), "text": dates.day(plan.next_follow_up_on)})
    return facts
