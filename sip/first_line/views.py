"""Ask the first line to begin a SIP, from the child's page; answer, from the transfer's. [P-33]"""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import require
from core.errors import PermissionDenied
from core.ui.once import send_once
from core.ui.verbs import ACT, PAGE, act_page, sent
from sip.children.views.verbs import child_or_404
from sip.first_line import policies, services
from sip.first_line.forms import AnswerForm, AskForm
from sip.first_line.models import FirstLineAsk
from sip.needs.policies import visible_needs
from sip.transfers.views import transfer_or_404


@PAGE
@send_once
def first_line_ask(request, pk):
    """Which unit, and why; the family's consent comes next. Where none can be asked the page says so."""
    child, acting = child_or_404(request, pk), request.acting
    require(policies.can_ask(acting, child))
    units = list(policies.first_line(acting, child))
    need = visible_needs(acting).filter(child=child).order_by("-noticed_on", "-created_at").first()
    known = {"need_noticed_on": need.noticed_on, "text": need.need} if need else {}
    form = AskForm(acting, child, units, sent(request), initial=known)
    context = {
        "title": _("Be första linjen ta initiativ till SIP"),
        "lead": _(
            "Skriv varför. Sedan frågar ni familjen. Mottagaren läser det när familjen har samtyckt, och svarar er."
        ),
        "button": _("Spara och gå vidare till samtycket"),
        "back": child.full_name,
        "back_url": reverse("sip:child_detail", args=[child.pk]),
        "nobody": not any(unit.is_staffed for unit in units),
        "unstaffed": [unit.name for unit in units if not unit.is_staffed],
    }
    return act_page(
        request,
        "sip/first_line_ask.html",
        form,
        context,
        act=lambda: services.ask_first_line(child, by=acting, facts=form.facts()),
        done=_("Begäran är sparad hos er. Fråga nu familjen."),
        to=lambda made: made.get_absolute_url(),
    )


@PAGE
@send_once
def first_line_answer(request, pk):
    """Taken up, or not and why."""
    transfer = transfer_or_404(request, pk)
    ask = FirstLineAsk.objects.select_related("unit").filter(case_id=transfer.pk).first()
    if ask is None or not policies.can_answer(request.acting, ask):
        raise PermissionDenied
    form = AnswerForm(ask, sent(request))
    return act_page(
        request,
        ACT,
        form,
        {
            "title": _("Svara på begäran om SIP"),
            "lead": _("%(unit)s får ert svar och skälet.") % {"unit": ask.unit.name},
            "button": _("Svara"),
            "back": _("Uppgifter till andra"),
            "back_url": transfer.get_absolute_url(),
            "back_code": transfer.case.code,
        },
        act=lambda: services.answer_ask(ask, by=request.acting, **form.facts()),
        done=_("Svaret är lämnat."),
        to=lambda _made: transfer.get_absolute_url(),
    )
