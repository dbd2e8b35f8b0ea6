"""«Områden och verksamheter»: what waits and what has been decided, a change step by step, the second one's answer."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.access import fresh
from core.errors import Refused
from core.organisations import policies
from core.organisations.choices import ChangeKind
from core.organisations.restructuring import kinds, page, services
from core.organisations.restructuring.forms import FORMS
from core.organisations.restructuring.outcome import Line
from core.organisations.states import OverrideStatus
from core.ui.deciding import decide_page
from core.ui.once import send_once
from core.ui.pages import paginate, refuse, render_page

LIST = "core/organisations/change_list.html"
CHOOSE = "core/organisations/change_choose.html"
PROPOSE = "core/organisations/change_propose.html"
DECIDE = "core/organisations/change_decide.html"


def _require_administrator(request):
    if not policies.is_administrator(request.acting):
        raise Http404


@require_GET
def change_list(request):
    """What waits for an answer, and what has been decided, the latest first."""
    _require_administrator(request)
    acting = request.acting
    changes = policies.visible_changes(acting)
    waiting = changes.filter(status=OverrideStatus.PROPOSED).order_by("created_at", "id")
    answered = changes.exclude(status=OverrideStatus.PROPOSED).order_by("-approved_at", "id")
    principals = policies.visible_principals(acting).select_related("contracted_by").order_by("kind", "name", "id")
    decided = paginate(request, answered, beside=[waiting, principals])
    names = page.Names([*waiting, *decided], acting)
    context = {
        "waiting": [page.change_row(change, names, acting) for change in waiting],
        "decided": [page.change_row(change, names, acting) for change in decided],
        "page": decided,
        "choices": page.choices(page.OF_REGION),
        "principals": [(one, page.change_url(one)) for one in principals],
    }
    return render_page(request, LIST, context)


@send_once
@require_http_methods(["GET", "POST"])
def change_propose(request):
    """First what; then the answers, beside what they would lead to. What and of what stand in the address."""
    _require_administrator(request)
    subject, offered, named = _subject(request)
    kind = page.SLUGS.get(request.GET.get("vad", ""), "")
    if kind not in offered:
        return render_page(request, CHOOSE, {"subject": subject, "choices": page.choices(offered, **named)})
    form = FORMS[kind](request.POST or None, request=request, subject=subject)
    context = {"title": ChangeKind(kind).label, "lead": page.MEANS[kind], "subject": subject, "form": form}
    if request.method == "GET":
        return render_page(request, PROPOSE, context)
    if not form.is_valid():
        return refuse(request, PROPOSE, form, context)
    by, said = fresh.confirmed(request, form), form.said()
    try:
        if form.cleaned_data["seen"] != form.fingerprint():
            return _show_effects(request, form, context, services.try_out(kind, said, form.day, by=by))
        services.propose_change(kind, said, on=form.day, reason=form.cleaned_data["reason"], by=by)
    except Refused as refused:
        form.take(refused)
        return refuse(request, PROPOSE, form, context)
    messages.success(request, _("Förslaget väntar på en annan administratör."))
    return redirect("organisations:change_list")


def _subject(request):
    """What the address names, the kinds of change it may have, and its own part of the address."""
    for name, (model, offered) in page.SUBJECTS.items():
        if name in request.GET:
            try:
                subject = kinds.ROWS[model](request.acting).filter(pk=UUID(request.GET[name])).first()
            except ValueError:
                subject = None
            if subject is None:
                raise Http404
            return subject, offered, {name: subject.pk}
    return None, page.OF_REGION, {}


def _show_effects(request, form, context, lines):
    """The same answers, with what they lead to above them; sent again unchanged, they are proposed."""
    data = request.POST.copy()
    data["seen"] = form.fingerprint()
    shown = type(form)(data, request=request, subject=form.subject)
    return render_page(request, PROPOSE, {**context, "form": shown, "effects": page.effects(lines)})


@send_once
@require_http_methods(["GET", "POST"])
def change_decide(request, pk):
    """The second administrator's answer; the one who proposed may only take it back. Afterwards how it was decided."""
    acting = request.acting
    change = get_object_or_404(policies.visible_changes(acting), pk=pk)
    names = page.Names([change], acting)
    context = {
        "change": change,
        "row": page.change_row(change, names, acting),
        "facts": page.facts(change, names),
        "effects": page.effects(Line(**line) for line in change.said["lines"]),
        "can_approve": policies.can_approve_change(acting, change),
        "can_decline": policies.can_decline_change(acting, change),
    }
    verbs = (services.approve_change, services.decline_change)
    done = (_("Ändringen är beslutad."), _("Förslaget är avslaget."))
    return decide_page(request, DECIDE, change, context, verbs=verbs, done=done, to="organisations:change_list")
