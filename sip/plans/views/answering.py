"""Note what the child or a guardian says to the plan that has been agreed. [CS-06]"""

from django.utils.translation import gettext as _

from core import audit
from core.access import require, together
from core.ui.once import send_once
from sip.plans import policies
from sip.plans.answer_forms import AnswerForm
from sip.plans.services import answering
from sip.plans.views.found import version_or_404
from sip.plans.views.verb import PAGE, act_page, sent
from sip.plans.write_page import speakers_of, who_may_speak


@PAGE
@send_once
def plan_answer(request, pk):
    version, plan = version_or_404(request, pk)
    require(policies.may_write(request.acting, plan))
    names, guardians = speakers_of(request.acting, plan)
    together(names, guardians)
    form = AnswerForm(plan, sent(request), **who_may_speak(names, guardians))
    if request.method != "POST":
        audit.record("plan.read", plan, by=request.acting, case_id=plan.pk)
    return act_page(
        request,
        plan,
        "sip/plan_answer.html",
        form,
        {"plan": plan, "version": version},
        act=lambda: answering.note_answer(version, by=request.acting, **form.facts()),
        done=_("Svaret är antecknat."),
    )
