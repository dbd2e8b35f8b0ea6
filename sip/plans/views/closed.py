"""The consent went while somebody wrote: nothing is saved, nothing more is shown, and the words are given back. [CS-20]

The portal keeps no copy of them: a heading's box holds what others have written too, and that is closed from now on.
What was sent stands on the page once more, for the writer to take to the own records; the script leaves it in its box.
"""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from core import audit
from core.ui import autosave
from core.ui.pages import render_page
from sip.plans import policies
from sip.plans.models import SipPlan
from sip.plans.states import PlanStatus


def given_back(request: HttpRequest, plan_id: str | UUID, *fields: str) -> HttpResponse:
    """422, with the sentence and what was sent in `fields`, to who knows of the plan and may no longer read it.

    Raises Http404 for anybody else, and where nothing was typed.
    """
    acting = request.acting  # type: ignore[attr-defined]
    typed = [text for name in fields if (text := request.POST.get(name, "").strip())]
    plan = _closed_plan(acting, plan_id) if typed else None
    if plan is None:
        raise Http404
    audit.record_refusal("plan.written_in", plan, by=acting, case_id=plan.pk, reason="consent")
    sentence = _sentence(plan)
    if autosave.is_asked(request):
        return autosave.not_saved(sentence)
    context = {"plan": plan, "sentence": sentence, "typed": "\n\n".join(typed)}
    return render_page(request, "sip/plan_given_back.html", context, status=422)


def _closed_plan(acting, plan_id: str | UUID) -> SipPlan | None:
    try:
        key = UUID(str(plan_id))
    except ValueError:
        return None
    plan = policies.visible_plans(acting).filter(pk=key).select_related("case").first()
    return None if plan is None or policies.can_read_content(acting, plan) else plan


def _sentence(plan: SipPlan) -> str:
    if plan.status == PlanStatus.STOPPED:
        return _("Samtycket har återkallats. Det du skrev är inte sparat i planen.")
    return _("Inget samtycke öppnar planen för er längre. Det du skrev är inte sparat i planen.")
