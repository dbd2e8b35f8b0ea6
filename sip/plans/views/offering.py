"""Offer the plan, note a no, note that none is needed, record the family's consent. [P-34..P-38]"""

from django.utils.translation import gettext as _

from core.access import require
from core.files.pages import file_page
from core.ui.once import send_once
from core.ui.pages import render_page
from sip.consent.rows import next_page, recorded
from sip.plans import policies
from sip.plans.consent_forms import PlanConsentForm
from sip.plans.services import consenting, starting
from sip.plans.starting_forms import DeclineForm, LeaveOutForm, OfferForm
from sip.plans.views.found import plan_or_404
from sip.plans.views.verb import PAGE, verb_page

SEARCH = "sok"
MANY = ("units", "information_kinds")


@PAGE
@send_once
def plan_offer(request, pk):
    return verb_page(
        request,
        pk,
        may=policies.can_offer,
        form=OfferForm,
        template="sip/plan_offer.html",
        act=starting.offer_plan,
        done=_("Erbjudandet är noterat."),
    )


@PAGE
@send_once
def plan_decline(request, pk):
    return verb_page(
        request,
        pk,
        may=policies.can_answer_offer,
        form=DeclineForm,
        template="sip/plan_decline.html",
        act=starting.decline_plan,
        done=_("Svaret är noterat. Ni kan erbjuda en SIP igen."),
    )


@PAGE
@send_once
def plan_leave_out(request, pk):
    return verb_page(
        request,
        pk,
        may=policies.can_leave_out,
        form=LeaveOutForm,
        template="sip/plan_leave_out.html",
        act=starting.leave_out,
        done=_("Noterat att en SIP inte behövs."),
    )


@PAGE
@send_once
def plan_consent(request, pk):
    """Record the consent; «Sök» shows more units and keeps all that is typed."""
    plan = plan_or_404(request, pk)
    acting, template, context = request.acting, "sip/plan_consent.html", {"case": plan}
    require(policies.can_record_plan_consent(acting, plan))
    if request.method != "POST" or SEARCH in request.POST:
        typed = _typed(request.POST) if request.method == "POST" else {}
        form = PlanConsentForm(plan, initial=typed, unit_id=acting.unit_id)
        return render_page(request, template, {"form": form, "has_searched": bool(typed), **context})
    form = PlanConsentForm(plan, request.POST, request.FILES, unit_id=acting.unit_id)
    return file_page(
        request,
        template,
        form,
        context,
        name="paper",
        case_id=plan.pk,
        act=lambda: consenting.record_plan_consent(plan, by=acting, **form.facts()),
        done=recorded,
        to=lambda consent: next_page(consent, plan),
    )


def _typed(sent) -> dict:
    """The answers as they stand in the page, for it to stand so again."""
    return {**{name: sent.get(name, "") for name in sent}, **{name: sent.getlist(name) for name in MANY}}
