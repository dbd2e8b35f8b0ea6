"""Change the child's facts, one question a page; and its numbers. [F70, facts 9.32]"""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from core.ui.once import send_once
from sip.children import policies, services
from sip.children.forms.about import LastDayForm
from sip.children.forms.facts import PARTS
from sip.children.forms.numbers import DecideNumberForm, NumberForm
from sip.children.numbers import written
from sip.children.views.verbs import PAGE, Words, child_or_404, verb_page

SAVE = _("Spara")


@PAGE
@send_once
def child_edit(request, pk, part):
    child = child_or_404(request, pk)
    form = PARTS[part](request.acting, child, request.POST or None)
    return verb_page(
        request,
        child,
        form=form,
        act=lambda facts: services.change_facts(child, by=request.acting, **facts),
        words=Words(form.title, SAVE, _("Uppgiften är sparad.")),
    )


@PAGE
@send_once
def number_add(request, pk):
    child = child_or_404(request, pk)
    return verb_page(
        request,
        child,
        form=NumberForm(request.acting, child, request.POST or None),
        act=lambda facts: services.add_number(child, by=request.acting, **facts),
        words=Words(
            _("Lägg till ett nummer"),
            SAVE,
            _("Numret är sparat. Är det ett byte gäller det när en andra person hos er har bekräftat."),
            _("Det som har stått skrivs aldrig över. Ett nytt personnummer eller samordningsnummer i stället för ett "
              "annat bekräftas av en andra person hos er."),
        ),
    )  # fmt: skip


@PAGE
@send_once
def number_end(request, pk):
    number = get_object_or_404(policies.visible_identifiers(request.acting), pk=pk)
    child = child_or_404(request, number.child_id)
    return verb_page(
        request,
        child,
        form=LastDayForm(request.acting, child, request.POST or None),
        act=lambda facts: services.end_number(number, by=request.acting, **facts),
        words=Words(_("Avsluta numret"), _("Avsluta numret"), _("Numret är avslutat.")),
    )


@PAGE
@send_once
def number_decide(request, pk):
    """The second person's page. The one who entered the change sees the child and may not decide: 403."""
    change = get_object_or_404(policies.visible_number_changes(request.acting).select_related("proposed_by"), pk=pk)
    child = child_or_404(request, change.child_id)
    facts = [
        {"term": _("Nytt nummer"), "text": written(change.kind, change.value), "strong": True},
        {"term": _("Slags nummer"), "text": str(change.get_kind_display())},
    ]
    return verb_page(
        request,
        child,
        form=DecideNumberForm(request.acting, child, request.POST or None),
        act=lambda said: services.decide_number_change(change, by=request.acting, **said),
        words=Words(_("Bekräfta nummerbytet"), SAVE, _("Ditt svar är sparat.")),
        may=policies.can_decide_number(request.acting, change),
        context={"facts": facts},
    )
