"""The steps of the year, one act each: texts ready, write on, adopted, sent on, leave to read."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.access import require
from core.access.fresh import confirmed
from core.errors import Refused, WrongState
from core.ui import dates
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from deviations.services import person_with
from followup import granting, policies, regional, services
from followup.forms import AdoptForm, LeaveForm, ReleaseForm, ReplyForm
from followup.views.finding_it import follow_up_or_404, only

PAGE = require_http_methods(["GET", "HEAD", "POST"])
LEADERS = only(policies.LEADERS)


def _act(request, place, follow_up, act, done: str, *, back: str = "followup:year", **facts):
    """Do it and say so; a refusal or a wrong state is said on the page one came from."""
    try:
        act(follow_up, by=request.acting, **facts)
    except (Refused, WrongState) as refusal:
        messages.error(request, str(refusal))
        return redirect("followup:texts" if isinstance(refusal, Refused) else "followup:year", *place.where)
    messages.success(request, done)
    return redirect(back, *place.where)


@require_POST
@only(policies.WRITERS)
@send_once
def finish(request, area, year):
    place, follow_up = follow_up_or_404(request.acting, area, year)
    return _act(request, place, follow_up, services.finish_texts, _("Uppföljningen är klar för gruppens möte."))


@require_POST
@LEADERS
@send_once
def reopen(request, area, year):
    place, follow_up = follow_up_or_404(request.acting, area, year)
    return _act(
        request, place, follow_up, services.reopen_texts, _("Texterna kan skrivas igen."), back="followup:texts"
    )


@PAGE
@only(policies.RELEASERS)
@send_once
def report(request, area, year):
    """Release it from the group: somebody else than the maker, freshly signed in. [security 7-8]"""
    place, follow_up = follow_up_or_404(request.acting, area, year)
    require(policies.can_report(request.acting, follow_up))
    form = ReleaseForm(request.POST if request.method == "POST" else None, request=request)
    context = {"place": place, "form": form, "follow_up": follow_up}
    if request.method != "POST":
        return render_page(request, "followup/report.html", context)
    if not form.is_valid():
        return refuse(request, "followup/report.html", form, context)
    try:
        services.report(follow_up, by=confirmed(request, form))
    except Refused as refused:
        form.take(refused)
        return refuse(request, "followup/report.html", form, context)
    except WrongState as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("Uppföljningen är skickad vidare."))
    return redirect("followup:year", *place.where)


@PAGE
@only(policies.ANSWERERS)
@send_once
def reply(request, area, year):
    """The regional level's next word: first its analysis, then the answer to the group. [SM-9]"""
    place, follow_up = follow_up_or_404(request.acting, area, year)
    is_answer = policies.can_feed_back(request.acting, follow_up)
    require(is_answer or policies.can_analyse(request.acting, follow_up))
    label = _("Vad svarar ni gruppen?") if is_answer else _("Vad visar den regionala analysen?")
    form = ReplyForm(request.POST or None, label=label)
    context = {"place": place, "form": form, "is_answer": is_answer}
    if request.method != "POST":
        return render_page(request, "followup/reply.html", context)
    if not form.is_valid():
        return refuse(request, "followup/reply.html", form, context)
    act, said = (
        (regional.feed_back, _("Gruppen har fått svaret."))
        if is_answer
        else (regional.analyse, _("Analysen är sparad. Nästa steg är att svara gruppen."))
    )
    try:
        act(follow_up, by=request.acting, **form.cleaned_data)
    except Refused as refused:
        form.take(refused)
        return refuse(request, "followup/reply.html", form, context)
    except WrongState as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, said)
    return redirect("followup:year", *place.where)


@PAGE
@LEADERS
@send_once
def adopt(request, area, year):
    """When and at which meeting the group adopted it; afterwards nothing in it can be changed."""
    place, follow_up = follow_up_or_404(request.acting, area, year)
    require(policies.can_adopt(request.acting, follow_up))
    form = AdoptForm(request.POST or None)
    context = {"place": place, "form": form}
    if request.method != "POST":
        return render_page(request, "followup/adopt.html", context)
    if form.is_valid():
        try:
            services.adopt(follow_up, by=request.acting, **form.cleaned_data)
        except Refused as refused:
            form.take(refused)
        except WrongState as wrong:
            messages.error(request, str(wrong))
            return redirect("followup:year", *place.where)
        else:
            messages.success(request, _("Uppföljningen är antagen. Skicka den vidare när ni är klara."))
            return redirect("followup:year", *place.where)
    return refuse(request, "followup/adopt.html", form, context)


@PAGE
@LEADERS
@send_once
def leave(request, area, year):
    """Who else may read the draft, why and until when."""
    place, follow_up = follow_up_or_404(request.acting, area, year)
    require(policies.can_give_leave(request.acting, follow_up))
    form = LeaveForm(request.POST or None)
    context = {"place": place, "form": form, "given": _given(request.acting, follow_up)}
    if request.method != "POST":
        return render_page(request, "followup/leave.html", context)
    if form.is_valid():
        facts = form.cleaned_data
        try:
            to = person_with(facts.pop("to"), by=request.acting)
            granting.grant(follow_up, by=request.acting, to=to, **facts)
        except Refused as refused:
            form.take(refused)
        else:
            messages.success(request, _("Personen kan läsa uppföljningen nu."))
            return redirect("followup:leave", *place.where)
    return refuse(request, "followup/leave.html", form, context)


def _given(acting, follow_up) -> list[dict]:
    """The leaves that hold now, with whom and until when."""
    live = policies.given_leave(acting).filter(content_object=follow_up, valid_until__gt=clock.now())
    return [{"pk": one.pk, "who": one.user.email, "reason": one.reason, "until": dates.moment(one.valid_until)}
            for one in live.select_related("user").order_by("valid_until", "pk")]  # fmt: skip


@require_POST
@LEADERS
@send_once
def leave_end(request, pk):
    given = get_object_or_404(policies.given_leave(request.acting).select_related("content_object"), pk=pk)
    granting.end_grant(given, by=request.acting)
    messages.success(request, _("Läsrätten är avslutad."))
    return redirect("followup:leave", given.content_object.area_id, given.content_object.year)
