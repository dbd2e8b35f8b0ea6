"""The offer's page, what starts it, and its questions. [F90]"""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import audit, clock
from core.access import require
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.questions import question_page
from core.ui.verbs import ACT, PAGE, act_page, sent
from sip.children.policies import visible_children
from sip.lss import policies, services
from sip.lss.forms import NewForm
from sip.lss.models import LssOffer
from sip.lss.page import lss_page
from sip.lss.questions import QUESTIONS


def _offer_or_404(request, pk) -> LssOffer:
    return get_object_or_404(policies.visible_offers(request.acting).select_related("unit"), pk=pk)


def _page(offer: LssOffer) -> str:
    return reverse("sip:lss_detail", args=[offer.pk])


@require_GET
def lss_detail(request, pk):
    offer = _offer_or_404(request, pk)
    context = lss_page(request.acting, offer)
    audit.record("lss.read", offer, by=request.acting)
    return render_page(request, "sip/lss_detail.html", context)


@PAGE
@send_once
def lss_new(request, pk):
    """A measure was granted, or the family asked for a plan. [DL-34]"""
    child = get_object_or_404(visible_children(request.acting), pk=pk)
    require(policies.can_note_lss(request.acting, child))
    context = {
        "title": _("Notera insats enligt LSS eller begäran om plan"),
        "lead": _("Skriv aldrig vilken insats det är. Dagen räcker för att planen ska erbjudas i tid."),
        "button": _("Spara"),
        "back_url": reverse("sip:child_detail", args=[child.pk]),
        "back": _("Barnets sida hos er"),
    }
    form = NewForm(sent(request), initial={"on": clock.today()})
    return act_page(
        request,
        ACT,
        form,
        context,
        act=lambda: services.note_lss(child, by=request.acting, **form.facts()),
        done=_("Sparat. Nu ska planen erbjudas."),
        to=_page,
    )


@PAGE
@send_once
def lss_note(request, pk, question):
    """One question about the offer; a refusal keeps what was typed."""
    offer, asked = _offer_or_404(request, pk), QUESTIONS[question]
    today = clock.today()
    form = asked.form(offer, request.acting, sent(request), initial={"on": today, "valid_from": today})
    where = {"back": _("Plan enligt LSS"), "back_code": offer.code, "back_url": _page(offer)}
    return question_page(request, asked, offer, where, form=form)
