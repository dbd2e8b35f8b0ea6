"""Find a child, and build an extract of what is held of it. [security 6, GDPR 15]"""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core import audit
from core.access import fresh, pace, require
from core.errors import Refused
from core.ui import errors
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from core.ui.verbs import ACT, PAGE, act_page, sent
from sip.extracts import building, policies
from sip.extracts.forms import BuildForm, ConfirmForm, FindForm
from sip.retention.policies import visible_proposals

PACE = "extract"


@PAGE
def extract_find(request):
    """By POST: a number stands in no address."""
    require(policies.can_build(request.acting))
    form = FindForm(sent(request))
    context = {
        "title": _("Nytt utdrag"),
        "lead": _("Sök fram barnet som begäran gäller. Sökningen loggas."),
        "button": _("Sök"),
        **_to_list(),
    }
    if request.method != "POST":
        return render_page(request, ACT, {"form": form, **context})
    if form.is_valid():
        child_id = policies.found_child(request.acting, form.cleaned_data["words"])
        audit.record("extract.searched", by=request.acting, object_kind="sip.child", child_id=child_id)
        if child_id:
            return redirect("sip:extract_build", pk=child_id)
        form.take(Refused(_("Inget barn hos huvudmannen passar. Kontrollera numret eller koden."), field="words"))
    return refuse(request, ACT, form, context)


@PAGE
@send_once
def extract_build(request, pk):
    """For the child itself or one of its guardians of today."""
    people = policies.people_of(pk) if policies.can_build(request.acting) else []
    if not people:
        raise Http404
    audit.record("extract.child_read", by=request.acting, object_kind="sip.child", object_id=pk, child_id=pk)
    form = BuildForm(sent(request), request=request, people=people)
    said = {
        "title": _("Bygg ett utdrag"),
        "lead": _("En annan arkivansvarig läser utdraget innan det lämnas ut."),
        "button": _("Bygg utdraget"),
        **_to_list(),
    }

    def build():
        facts = form.facts()
        guardian = facts.pop("guardian")
        by = fresh.confirmed(request, form)
        return building.build(pk, by=by, guardian_id=UUID(guardian) if guardian else None, **facts)

    return _paced(request, form, said, build)


@PAGE
@send_once
def extract_before_deletion(request, pk):
    """All that a proposal would delete of a child's record, for the archive."""
    proposal = get_object_or_404(visible_proposals(request.acting), pk=pk)
    require(policies.can_build_before_deletion(request.acting, proposal))
    form = ConfirmForm(sent(request), request=request)
    said = {
        "title": _("Utdrag före gallring"),
        "lead": _("Allt som skulle gallras samlas i ett utdrag till arkivet. En annan arkivansvarig läser det först."),
        "button": _("Bygg utdraget"),
        "back": _("Gallring"),
        "back_code": proposal.code,
        "back_url": proposal.get_absolute_url(),
    }
    return _paced(
        request, form, said, lambda: building.build_before_deletion(proposal, by=fresh.confirmed(request, form))
    )


def _to_list() -> dict:
    return {"back": _("Utdrag"), "back_url": reverse("sip:extract_list")}


def _paced(request, form, said, build):
    """Built a few times an hour at most; what lacks an answer does not count. [security 8]"""
    if request.method == "POST" and form.is_valid():
        seconds = pace.wait(PACE, request.acting.user_id)
        if seconds:
            return errors.too_many(request, seconds)
    return act_page(
        request,
        ACT,
        form,
        said,
        act=build,
        done=_("Utdraget är byggt. Nu ska en annan arkivansvarig läsa det."),
        to=lambda extract: extract.get_absolute_url(),
    )
