"""Report, follow one's own, answer: HTTP in, policy, service, page out."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.access import require, together
from core.errors import Refused, WrongState
from core.regions.profile import profile_of
from core.ui import autosave, dates, registry
from core.ui.once import send_once
from core.ui.pages import refuse, render_list, render_page
from core.ui.said import said
from deviations import forms, pages, policies, services
from deviations.guests import services as guests
from deviations.ladder import ladder_in, ladder_of
from deviations.pages.seeing import who_will_see
from deviations.verbs import VERBS, Verb

PAGE = require_http_methods(["GET", "POST"])
LONGEST_ORIGIN = 500


# --- Report --------------------------------------------------------------------


@PAGE
@send_once
def report(request):
    """The form; saves itself while it is written.

    `ursprung` is another app's sealed word, passed on unopened; `verksamhet`, `kategori` and `dag` are filled in.
    """
    acting = request.acting
    require(policies.can_report(acting))
    origin = (request.POST.get("ursprung") or request.GET.get("ursprung", ""))[:LONGEST_ORIGIN]
    if request.method == "GET":
        draft = policies.visible_drafts(acting).filter(origin=origin).first()
        begun = {"event_on": clock.today(), **guests.begun(origin, by=acting)}
        form = forms.ReportForm(acting, initial=draft.answers if draft else begun)
        if draft is None:
            form.begin(request.GET)
        return render_page(request, "deviations/report.html", _report_page(request, form, origin, draft))
    form = forms.ReportForm(acting, request.POST)
    if autosave.is_asked(request) or "spara" in request.POST:
        return _save(request, form, origin)
    if "byt" in request.POST:
        form = forms.ReportForm(acting, form.reworded())
        form.is_valid()
        messages.info(request, _("Orden är utbytta. Läs igenom texten och skicka."))
        return _refused_report(request, form, origin)
    return _send(request, form, origin)


def _save(request, form, origin):
    draft = services.save_draft(by=request.acting, answers=form.answers(), origin=origin)
    if autosave.is_asked(request):
        return autosave.saved(version=1, at=draft.saved_at)
    messages.success(request, _("Utkastet är sparat. Bara du ser det, i fjorton dagar."))
    return redirect("deviations:my_list")


def _send(request, form, origin):
    if not form.is_valid():
        return _refused_report(request, form, origin)
    try:
        sent = services.send(
            form.written(), by=request.acting, origin=origin, names_confirmed=form.cleaned_data["names_ok"]
        )
    except Refused as refused:
        form.take(refused)
        return _refused_report(request, form, origin)
    guests.taken_in(origin, sent, by=request.acting)
    onward = [url for hook in registry.after_deviation if origin and (url := hook(request.acting, origin, sent.code))]
    messages.success(request, _("Anmälan %(code)s är skickad.") % {"code": sent.code})
    return redirect(onward[0]) if onward else redirect("deviations:detail", pk=sent.pk)


def _refused_report(request, form, origin):
    return refuse(request, "deviations/report.html", form, _report_page(request, form, origin, None))


def _report_page(request: HttpRequest, form, origin: str, draft) -> dict:
    ladder = ladder_in(request.acting.region_id)
    return {
        "form": form,
        "origin": origin,
        "saved": _("Sparat %(at)s") % {"at": dates.clock_time(draft.saved_at)} if draft else "",
        "traces": form.traces(),
        "steps": [said(step.label) for step in ladder.steps],
        "why": who_will_see(ladder),
    }


@require_POST
def drop_draft(request, pk):
    draft = get_object_or_404(policies.visible_drafts(request.acting), pk=pk)
    services.drop_draft(by=request.acting, origin=draft.origin)
    messages.success(request, _("Utkastet är borttaget."))
    return redirect("deviations:my_list")


# --- Read ----------------------------------------------------------------------


@require_GET
def my_list(request):
    acting = request.acting
    profile = profile_of(acting.region_id)
    drafts, invited = policies.visible_drafts(acting).order_by("-saved_at"), guests.own_guests(acting)[:50]
    together(drafts, invited)
    context = {
        "drafts": drafts,
        "readable": [pages.own_row(one) for one in policies.readable_by_leave(acting).for_list()[:50]],
        "can_report": policies.can_report(acting),
        "guests": [pages.guest_row(one) for one in invited],
        "answers": acting.role in policies.ANSWERERS,
        "is_taught": ladder_of(profile).has_secretariat,
        "profile": profile,
    }
    rows = policies.own_reports(acting).for_list()
    return render_list(request, "deviations/my_list.html", rows=rows, row=pages.own_row, context=context)


@require_GET
def inbox(request):
    require(request.acting.role in policies.ANSWERERS)
    form = forms.QueueFilter(request.acting, request.GET)
    return render_page(request, "deviations/inbox.html", pages.queue_page(request, form))


@require_GET
def detail(request, pk):
    return _detail(request, _report_or_404(request, pk))


def _report_or_404(request, pk):
    found = policies.visible_reports(request.acting).whole(pk)
    if found is None:
        raise Http404
    return found


def _detail(request, found, *, refused=None):
    context = pages.record(found, request.acting, refused=refused)
    return render_page(request, "deviations/detail.html", context, status=422 if refused else 200)


# --- Move on --------------------------------------------------------------------


def verb_view(name: str):
    """The address of one button: its form, its service, back to the report or the queue."""

    @require_POST
    @send_once
    def view(request, pk):
        return _act(request, _report_or_404(request, pk), name, VERBS[name])

    return view


def _act(request, found, name: str, verb: Verb):
    form = pages.verb_form(name, found, request.POST)
    if form.is_valid():
        try:
            verb.act(found, by=request.acting, **form.facts())
        except Refused as refused:
            form.take(refused)
        except WrongState as refusal:
            messages.error(request, str(refusal))
            return redirect("deviations:detail", pk=found.pk)
        else:
            messages.success(request, verb.said)
            return redirect("deviations:inbox") if "ko" in request.POST else redirect("deviations:detail", pk=found.pk)
    if name not in policies.report_verbs(request.acting, found):
        raise PermissionDenied
    return _detail(request, found, refused=(name, form))


@PAGE
@send_once
def grant(request, pk):
    """Leave for one person to read one report: who, why, until."""
    found = _report_or_404(request, pk)
    require(policies.can_grant(request.acting, found))
    form = forms.GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = dict(form.cleaned_data)
            person = services.person_with(asked.pop("to"), by=request.acting)
            services.grant(found, by=request.acting, to=person, **asked)
        except Refused as refused:
            form.take(refused)
        else:
            messages.success(request, _("Läsrätten är given."))
            return redirect("deviations:detail", pk=found.pk)
    context = {"report": found, "given": policies.given_leave(request.acting).filter(content_object=found)}
    if request.method == "POST":
        return refuse(request, "deviations/grant.html", form, context)
    return render_page(request, "deviations/grant.html", {"form": form, **context})


@require_POST
def end_grant(request, pk):
    given = get_object_or_404(policies.given_leave(request.acting), pk=pk)
    services.end_grant(given, by=request.acting)
    messages.success(request, _("Läsrätten är avslutad."))
    return redirect("deviations:grant", pk=given.content_object_id)
