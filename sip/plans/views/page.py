"""The plans one may know of: the list, the plan's own page, the child's name on request. [design: list, record]"""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from core import audit
from core.access import acting_as
from core.ui.pages import render_page
from sip.cases.policies import visible_identities
from sip.plans import list_page, policies
from sip.plans.page import plan_page
from sip.plans.views.found import plan_or_404


@require_GET
def plan_list(request):
    return list_page.answer(request, policies.listed_plans(request.acting))


@require_GET
def plan_detail(request, pk):
    with acting_as(request.acting.about(pk), whole=True) as acting:
        plan = plan_or_404(request, pk)
        context = plan_page(acting, plan)
        audit.record("plan.read", plan, by=acting, case_id=plan.pk)
        return render_page(request, "sip/plan_detail.html", context)


@require_POST
def plan_identity(request, pk):
    """Name and birth date, shown on request; the showing is logged."""
    plan = plan_or_404(request, pk)
    identity = get_object_or_404(visible_identities(request.acting), pk=plan.pk)
    audit.record("plan.identity_read", plan, by=request.acting, case_id=plan.pk)
    return render_page(request, "sip/case_identity.html", {"case": plan, "identity": identity})
