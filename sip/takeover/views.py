"""«Utan ansvarig»: the leader's list of open work by person, and the page where it goes over. [facts 9.18]"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from core import audit
from core.errors import Refused
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from core.ui.verbs import PAGE, sent
from sip.takeover import policies, services
from sip.takeover.finding import Burden, burdens
from sip.takeover.forms import TakeoverForm
from sip.takeover.rows import said_of, worker_rows
from sip.takeover.services import Moved


@require_GET
def takeover_list(request):
    lacking, others = worker_rows(request.acting)
    return render_page(request, "sip/takeover_list.html", {"lacking": lacking, "others": others})


@PAGE
@send_once
def takeover(request, pk):
    acting = request.acting
    giver = get_object_or_404(policies.unit_assignments(acting).with_names(), pk=pk)
    burden = burdens(acting, [giver.pk]).get(giver.pk) or Burden()
    form = TakeoverForm(acting, giver, burden, sent(request))
    context = {"giver": giver, "said": said_of(burden), "has_any": bool(burden.children or burden.cases)}
    if request.method != "POST":
        _log(acting, burden)
        return render_page(request, "sip/takeover.html", {"form": form, **context})
    if form.is_valid():
        try:
            moved = services.take_over(giver, by=acting, **form.facts())
        except Refused as refused:
            form.take(refused)
        else:
            messages.success(request, _done(moved))
            return redirect(reverse("sip:takeover_list"))
    return refuse(request, "sip/takeover.html", form, context)


def _log(acting, burden: Burden) -> None:
    """Each child and case that the page names."""
    children, cases = sorted(burden.children), sorted(burden.cases)
    audit.record_many("child.listed", children, by=acting, object_kind="sip.child", child_ids=children)
    audit.record_many("case.listed", cases, by=acting, object_kind="sip.case", case_ids=cases)


def _done(moved: Moved) -> str:
    said = _("%(who)s har tagit över.") % {"who": moved.takeover.receiver.person}
    if not moved.kept:
        return said
    kept = ngettext(
        "%(n)d plan ligger kvar, eftersom inget samtycke öppnar den för er nu.",
        "%(n)d planer ligger kvar, eftersom inget samtycke öppnar dem för er nu.",
        moved.kept,
    )
    return f"{said} {kept % {'n': moved.kept}}"
