"""Read an extract, decide item by item, hand it out. [security 6]"""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import audit
from core.access import fresh, require
from core.errors import WrongState
from core.papers import hand_out, says_why_not
from core.ui.once import send_once
from core.ui.pages import render_list, render_page
from core.ui.verbs import ACT, PAGE, act_page, sent
from sip.extracts import page, paper, policies, services
from sip.extracts.forms import ConfirmForm, DecideForm, ExtendForm, ExtractFilter, HandOutForm, RefuseForm, RevokeForm


@require_GET
def extract_list(request):
    form = ExtractFilter(request.GET)
    rows = form.apply(policies.visible_extracts(request.acting)).order_by("asked_on", "id")
    listed = partial(audit.record_listed, "extract.listed", by=request.acting, object_kind="sip.extract")
    return render_list(request, "sip/extract_list.html", rows=rows, form=form, row=page.extract_row, shown=listed)


@require_GET
def extract_detail(request, pk):
    extract = _extract_or_404(request, pk)
    context = page.extract_page(request.acting, extract)
    audit.record("extract.read", extract, by=request.acting)
    return render_page(request, "sip/extract_detail.html", context)


@PAGE
@send_once
def extract_item(request, pk):
    """One item, read by both, decided by the second reader."""
    found = policies.visible_items(request.acting).select_related("extract__principal", "decided_by__person")
    item = get_object_or_404(found, pk=pk)
    context = page.item_page(request.acting, item)
    if request.method == "POST":
        require(policies.is_second_reader(request.acting, item.extract))
    else:
        audit.record("extract.item_read", item, by=request.acting)
    form = DecideForm(sent(request), initial={"choice": item.choice, "ground": item.ground})
    return act_page(
        request,
        "sip/extract_item.html",
        form,
        context,
        act=lambda: services.decide_item(item, by=request.acting, **form.cleaned_data),
        done=_("Uppgiften är avgjord."),
        to=lambda _done: page.next_url(request.acting, item.extract),
    )


@PAGE
@send_once
def extract_pass(request, pk):
    """The second reader is done."""
    form = ConfirmForm(sent(request), request=request)
    said = {
        "title": _("Godkänn utdraget"),
        "lead": _("Du har läst hela utdraget. Det du godkänner låses och kan sedan lämnas ut."),
        "button": _("Godkänn"),
    }
    return _act(
        request, pk, form, said, services.pass_extract, _("Utdraget kan lämnas ut."),
        facts=lambda: {"by": fresh.confirmed(request, form)},
    )  # fmt: skip


@PAGE
@send_once
def extract_refuse(request, pk):
    form = RefuseForm(sent(request))
    said = {
        "title": _("Neka utdraget"),
        "lead": _("Inget lämnas ut. Den som har frågat ska få ett beslut som kan överklagas, från huvudmannen."),
        "button": _("Neka"),
        "danger": True,
    }
    return _act(request, pk, form, said, services.refuse, _("Utdraget lämnas inte ut."))


@PAGE
@send_once
def extract_hand_out(request, pk):
    extract = _extract_or_404(request, pk)
    form = HandOutForm(sent(request), receiver=extract.receiver)
    said = {
        "title": _("Lämna ut utdraget"),
        "lead": _("Hämta filerna, lämna dem till mottagaren och notera här när det är gjort."),
        "button": _("Utdraget är utlämnat"),
    }
    return _act(request, pk, form, said, services.hand_out, _("Utlämnandet är noterat."))


@PAGE
@send_once
def extract_extend(request, pk):
    form = ExtendForm(sent(request))
    said = {
        "title": _("Förläng tiden"),
        "lead": _("Den som frågat ska själv ha fått veta att svaret dröjer, och varför."),
        "button": _("Förläng tiden"),
    }
    return _act(request, pk, form, said, services.extend_time, _("Tiden är förlängd."))


@PAGE
@send_once
def extract_revoke(request, pk):
    form = RevokeForm(sent(request))
    said = {
        "title": _("Återta utdraget"),
        "lead": _("Utdraget lämnas inte ut och kan inte läsas mer. Bygg ett nytt om det behövs."),
        "button": _("Återta"),
    }
    return _act(request, pk, form, said, services.revoke, _("Utdraget är återtaget."))


@require_GET
@says_why_not
def extract_pdf(request, pk):
    extract = _extract_or_404(request, pk)
    require(policies.can_fetch(request.acting, extract))
    pdf = paper.pdf_of(extract)
    audit.record("extract.printed", extract, by=request.acting)
    return hand_out(pdf, paper.name_of(extract, "pdf"))


@require_GET
@says_why_not
def extract_json(request, pk):
    extract = _extract_or_404(request, pk)
    require(policies.can_fetch(request.acting, extract))
    response = HttpResponse(paper.json_of(extract), content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{paper.name_of(extract, "json")}"'
    audit.record("extract.exported", extract, by=request.acting)
    return response


def _extract_or_404(request, pk):
    people = ("built_by__person", "read_by__person", "handed_by__person", "ended_by__person")
    return get_object_or_404(
        policies.visible_extracts(request.acting).select_related("principal", "region", *people), pk=pk
    )


def _act(request, pk, form, said, verb, done, *, facts=None):
    """Ask, act, answer. What is decided already is answered with the sentence, where it stands."""
    extract = _extract_or_404(request, pk)
    if not extract.is_open:
        messages.error(request, str(WrongState(_("Utdraget är redan avgjort."))))
        return redirect(extract)
    here = {"back": extract.get_kind_display(), "back_code": extract.code, "back_url": extract.get_absolute_url()}

    def act():
        given = facts() if facts else {"by": request.acting, **form.cleaned_data}
        return verb(extract, **given)

    return act_page(
        request, ACT, form, {**said, **here}, act=act, done=done, to=lambda _made: extract.get_absolute_url()
    )
