"""The asks of a unit or an area, one ask, and what may be done with it. [F104]"""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import clock
from core.access import require
from core.ui.once import send_once
from core.ui.pages import render_list, render_page
from core.ui.questions import question_page
from core.ui.verbs import ACT, PAGE, act_page, sent
from sip.pool import policies, services
from sip.pool.forms import AskFilter, AskForm
from sip.pool.models import PoolAsk
from sip.pool.page import ask_page, ask_row
from sip.pool.questions import QUESTIONS

PEOPLE = ("unit", "area", "asked_by__person", "coordinator__person")


@require_GET
def pool_list(request):
    form = AskFilter(request.GET)
    rows = form.apply(policies.visible_asks(request.acting)).select_related("unit").order_by("needed_by", "id")
    context = {"can_ask": policies.can_ask(request.acting)}
    return render_list(request, "sip/pool_list.html", rows=rows, form=form, row=ask_row, context=context)


@PAGE
@send_once
def pool_ask(request):
    require(policies.can_ask(request.acting))
    form = AskForm(request.acting, sent(request), initial={"needed_by": clock.today()})
    said = {
        "title": _("Be SIP-samordnarna om hjälp"),
        "lead": _("Frågan går till områdets SIP-samordnare. Inget om barnet står i den."),
        "button": _("Skicka frågan"),
        "back": _("Hjälp från SIP-samordnare"),
        "back_url": reverse("sip:pool_list"),
    }
    return act_page(
        request,
        ACT,
        form,
        said,
        act=lambda: services.ask_pool(by=request.acting, **form.facts()),
        done=_("Frågan är skickad."),
        to=_page,
    )


@require_GET
def pool_detail(request, pk):
    ask = _ask_or_404(request, pk)
    return render_page(request, "sip/pool_detail.html", ask_page(request.acting, ask))


@PAGE
@send_once
def pool_note(request, pk, question):
    ask, asked = _ask_or_404(request, pk), QUESTIONS[question]
    where = {"back": _("Fråga om hjälp"), "back_url": _page(ask)}
    return question_page(request, asked, ask, where)


def _ask_or_404(request, pk) -> PoolAsk:
    return get_object_or_404(policies.visible_asks(request.acting).select_related(*PEOPLE), pk=pk)


def _page(ask: PoolAsk) -> str:
    return reverse("sip:pool_detail", args=[ask.pk])
