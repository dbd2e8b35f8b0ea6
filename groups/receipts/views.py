"""Make something known to members, confirm that one has read it, see who has and remind the others. [F67]"""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from core.access import require
from core.errors import PermissionDenied
from core.ui.forms import AboutForm, FilterForm, ManyPicks
from core.ui.once import send_once
from core.ui.pages import render_list
from core.ui.said import said
from core.ui.verbs import ACT, PAGE, act_page, confirm_page, sent
from groups.models import Forum
from groups.receipts import policies, services
from groups.receipts.page import receipt_row
from groups.receipts.published import Kind, kind_about, kind_of


class PublishForm(AboutForm):
    forums = forms.ModelMultipleChoiceField(
        label=_lazy("Vilka gruppers medlemmar ska läsa?"), queryset=Forum.objects.none(), widget=ManyPicks
    )

    def __init__(self, thing, *args, kind, **kwargs):
        own = getattr(thing, "forum_id", None)
        super().__init__(thing, *args, initial={"forums": [own] if own else []}, **kwargs)
        self.fields["forums"].queryset = policies.possible_forums(kind, thing)
        self.fields["forums"].label_from_instance = lambda one: said(one.name)


class ReadFilter(FilterForm):
    show = forms.ChoiceField(
        label=pgettext_lazy("läskvitton", "Visa"),
        choices=[
            ("", pgettext_lazy("läskvitton", "Alla")),
            ("unread", pgettext_lazy("läskvitton", "De som inte har läst")),
        ],
    )

    def apply(self, rows):
        return rows.filter(read_at__isnull=True) if self.chosen.get("show") else rows


def _found(request, pk, what: str) -> tuple[Kind, object]:
    kind = kind_of(what)
    if kind is None:
        raise Http404
    return kind, get_object_or_404(kind.visible(request.acting), pk=pk)


def _where(kind: Kind, thing) -> dict:
    return {"back": str(thing), "back_url": kind.home(thing)}


@PAGE
@send_once
def receipt_publish(request, pk, what):
    kind, thing = _found(request, pk, what)
    require(policies.can_publish(request.acting, kind, thing))
    form = PublishForm(thing, sent(request), kind=kind)
    words = {
        "title": _("Be medlemmarna läsa"),
        "lead": _("De får besked och bekräftar med ett tryck. Den som redan är tillfrågad frågas inte igen."),
        "button": _("Skicka"),
        **_where(kind, thing),
    }
    return act_page(
        request,
        ACT,
        form,
        words,
        act=lambda: services.publish(thing, by=request.acting, kind=kind, **form.facts()),
        done=lambda n: ngettext("%(n)d person är tillfrågad.", "%(n)d personer är tillfrågade.", n) % {"n": n},
        to=lambda _made: kind.home(thing),
    )


@require_POST
@send_once
def receipt_confirm(request, pk):
    """In one press, from the thing's own page. Pressed twice it is still confirmed once."""
    found = policies.visible_receipts(request.acting).select_related("assignment")
    receipt = get_object_or_404(found, pk=pk)
    kind = kind_about(receipt.about_kind)
    thing = kind and kind.visible(request.acting).filter(pk=receipt.about_id).first()
    if not thing:
        raise Http404
    if receipt.assignment_id != request.acting.assignment_id:
        raise PermissionDenied
    if receipt.read_at is None:
        services.confirm(receipt, by=request.acting)
    messages.success(request, _("Tack. Det är noterat att du har läst."))
    return redirect(kind.home(thing))


@require_GET
def receipt_list(request, pk, what):
    """Who has read, for who follows it up."""
    kind, thing = _found(request, pk, what)
    require(policies.follows(request.acting, kind, thing))
    form = ReadFilter(request.GET)
    rows = form.apply(policies.receipts_of(kind, thing)).select_related("assignment__person", "assignment__unit")
    context = {
        "url": reverse("groups:receipt_list", args=[pk, what]),
        "remind": reverse("groups:receipt_remind", args=[pk, what]) if kind.is_known(thing) else "",
        **_where(kind, thing),
    }
    return render_list(request, "groups/receipt_list.html", rows=rows, form=form, row=receipt_row, context=context)


@PAGE
@send_once
def receipt_remind(request, pk, what):
    kind, thing = _found(request, pk, what)
    require(policies.can_publish(request.acting, kind, thing))
    back = reverse("groups:receipt_list", args=[pk, what])
    words = {
        "title": _("Påminn dem som inte har läst"),
        "text": str(thing),
        "effects": [_("De får ett nytt besked. Den som redan är påmind i dag får inget.")],
        "verb": _("Påminn"),
        "back_url": back,
    }
    return confirm_page(
        request,
        words,
        act=lambda: services.remind(thing, by=request.acting, kind=kind),
        done=_("De är påminda."),
        to=lambda _made: back,
    )
