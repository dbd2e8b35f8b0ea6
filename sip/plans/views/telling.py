"""Note that the child has been told of what has changed. [CS-19, P-47]"""

from django.utils.translation import gettext as _

from core import audit
from core.access import require
from core.ui.once import send_once
from sip.plans import policies
from sip.plans.services import telling
from sip.plans.telling_forms import TellForm
from sip.plans.views.found import registered_or_404
from sip.plans.views.verb import PAGE, act_page, sent


@PAGE
@send_once
def plan_tell(request, pk):
    plan = registered_or_404(request, pk)
    require(policies.can_tell_child(request.acting, plan))
    form = TellForm(plan, sent(request))
    if request.method != "POST":
        audit.record("plan.read", plan, by=request.acting, case_id=plan.pk)
    return act_page(
        request,
        plan,
        "sip/plan_tell.html",
        form,
        {"plan": plan, "waits": bool(form.fields["tellings"].choices)},
        act=lambda: telling.note_told(plan, by=request.acting, **form.facts()),
        done=_("Noterat att barnet har fått veta."),
    )
