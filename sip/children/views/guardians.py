"""Guardians and what each of them may not be told. [CS-07, facts 9.9]"""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.ui.once import send_once
from sip.children import policies, services
from sip.children.forms.about import LastDayForm, LiftForm
from sip.children.forms.guardians import BarForm, GuardianForm
from sip.children.models import Child, Guardian
from sip.children.views.verbs import PAGE, Words, child_or_404, verb_page

SAVE = _("Spara")


@PAGE
@send_once
def guardian_add(request, pk):
    child = child_or_404(request, pk)
    return verb_page(
        request,
        child,
        form=GuardianForm(request.acting, child, request.POST or None),
        act=lambda facts: services.add_guardian(child, by=request.acting, **facts),
        words=Words(
            _("Lägg till en vårdnadshavare"),
            SAVE,
            _("Vårdnadshavaren är tillagd."),
            _("Gemensam vårdnad har två, ensam vårdnad en. Särskilt förordnade är en eller två."),
        ),
    )


def _guardian_and_child(request, pk) -> tuple[Guardian, Child]:
    guardian = get_object_or_404(policies.visible_guardians(request.acting), pk=pk)
    return guardian, child_or_404(request, guardian.child_id)


@PAGE
@send_once
def guardian_edit(request, pk):
    guardian, child = _guardian_and_child(request, pk)
    return verb_page(
        request,
        child,
        form=GuardianForm(request.acting, child, request.POST or None, guardian=guardian),
        act=lambda facts: services.change_guardian(guardian, by=request.acting, **facts),
        words=Words(_("Ändra uppgifter om vårdnadshavaren"), SAVE, _("Uppgifterna är sparade.")),
    )


@PAGE
@send_once
def guardian_end(request, pk):
    guardian, child = _guardian_and_child(request, pk)
    return verb_page(
        request,
        child,
        form=LastDayForm(request.acting, child, request.POST or None),
        act=lambda facts: services.end_custody(guardian, by=request.acting, **facts),
        words=Words(
            _("Avsluta vårdnaden"),
            _("Avsluta vårdnaden"),
            _("Vårdnaden är avslutad."),
            _now("%(name)s står inte längre som vårdnadshavare och tillfrågas inte om nya samtycken.")
            % {"name": guardian.name},
        ),
    )


@PAGE
@send_once
def bar_add(request, pk):
    guardian, child = _guardian_and_child(request, pk)
    return verb_page(
        request,
        child,
        form=BarForm(request.acting, child, request.POST or None),
        act=lambda facts: services.bar_items(guardian, by=request.acting, **facts),
        words=Words(
            _now("Spärra uppgifter för %(name)s") % {"name": guardian.name},
            _("Spärra"),
            _("Spärren gäller."),
            _("Alla som arbetar med barnet här ser spärren. Lämna aldrig ut det som är spärrat."),
        ),
    )


@PAGE
@send_once
def bar_end(request, pk):
    bar = get_object_or_404(policies.visible_bars(request.acting).select_related("guardian"), pk=pk)
    child = child_or_404(request, bar.child_id)
    return verb_page(
        request,
        child,
        form=LiftForm(request.acting, child, request.POST or None),
        act=lambda facts: services.end_bar(bar, by=request.acting, **facts),
        words=Words(
            _("Häv spärren"),
            _("Häv spärren"),
            _("Spärren är hävd."),
            _now("%(name)s får åter ta del av: %(item)s.")
            % {"name": bar.guardian.name, "item": bar.get_item_display().lower()},
        ),
    )
