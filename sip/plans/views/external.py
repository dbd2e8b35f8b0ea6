"""What the plan is called in another system. [F105]"""

from django.utils.translation import gettext as _

from core.access import require
from core.ui.once import send_once
from sip.plans import policies
from sip.plans.external import ExternalForm, external_page
from sip.plans.services.external import set_external
from sip.plans.views.found import plan_or_404
from sip.plans.views.verb import PAGE, act_page, sent


@PAGE
@send_once
def plan_external(request, pk):
    plan = plan_or_404(request, pk)
    require(policies.can_set_external(request.acting, plan))
    form = ExternalForm(plan, sent(request))
    return act_page(
        request,
        plan,
        "sip/plan_external.html",
        form,
        external_page(plan),
        act=lambda: set_external(plan, by=request.acting, **form.facts()),
        done=_("Koden är sparad."),
    )
