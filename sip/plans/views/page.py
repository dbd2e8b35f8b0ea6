"""The plan's own page: what it is, how far it has come, and the ways on. [design: record]"""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from core import audit
from core.access import acting_as
from core.ui.pages import render_page
from sip.plans import policies
from sip.plans.models import SipPlan
from sip.plans.page import plan_page


def plan_or_404(request, pk) -> SipPlan:
    """The plan among those the acting assignment may know of; hidden and missing are the same."""
    found = policies.visible_plans(request.acting).select_related(
        "case", "district", "area", "initiating_unit", "responsible_principal"
    )
    return get_object_or_404(policies.with_relations(request.acting, found), pk=pk)


@require_GET
def plan_detail(request, pk):
    with acting_as(request.acting.about(pk), whole=True) as acting:
        plan = plan_or_404(request, pk)
        context = plan_page(acting, plan)
        audit.record("plan.read", plan, by=acting, case_id=plan.pk)
        return render_page(request, "sip/plan_detail.html", context)
