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
from followup.forms import AdoptForm, CommentForm, LeaveForm, ReleaseForm, ReplyForm
from followup.views.finding_it import follow_up_or_404, only

PAGE = require_http_methods(["GET", "HEAD", "POST"])
LEADERS = only(policies.LEADERS)
ACT = "followup/act.html"


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


@PAGE
@only(policies.COMMENTERS)
@send_once
def comment(request, area, year):
    """What a member of the group says before the meeting; it cannot be changed."""
    place, follow_up = follow_up_or_404(request.acting, area, year)
    require(policies.can_comment(request.acting, follow_up))
    form = CommentForm(request.POST or None)
    page = {
        "title": _("Lämna en synpunkt"),
        "lead": _("Gruppens ledning får besked, och alla i områdets grupper kan läsa den. Den kan inte ändras sedan."),
        "button": _("Lämna synpunkten"),
    }
    act = lambda: services.comment(follow_up, by=request.acting, **form.cleaned_data)  # noqa: E731  (the page's act)
    return _asked(request, place, form, act, _("Synpunkten är lämnad."), page, back="followup:texts")


@require_POST
@LEADERS
@send_once
def reopen(request, area, year):
    place, follow_up = follow_up_or_404(request.acting, area, year)
    return _act(
        request, place, follow_up, services.reopen_texts, _("Texterna kan skrivas igen."), back="followup:texts"
    )


def _asked(request, place, form, act, done: str, page: dict, *, back: str = "followup:year", template: str = ACT):
    """An act with a form: the form, what is refused beside its field, or done and said. `page` is what it says."""
    context = {"place": place, "form": form, **page}
    if request.method != "POST":
        return render_page(request, template, context)
    if not form.is_valid():
        return refuse(request, template, form, context)
    try:
        act()
    except Refused as refused:
        form.take(refused)
        return refuse(request, template, form, context)
    except WrongState as wrong:
        messages.error(request, str(wrong))
        return redirect("followup:year", *place.where)
    messages.success(request, done)
    return redirect(back, *place.where)


@PAGE
@only(policies.RELEASERS)
@send_once
def report(request, area, year):
    """Release it from the group: somebody else than the maker, freshly signed in. [security 7-8]"""
    place, follow_up = follow_up_or_404(request.acting, area, year)
    require(policies.can_report(request.acting, follow_up))
    form = ReleaseForm(request.POST if request.method == "POST" else None, request=request)
    page = {
        "title": _("Skicka årsuppföljningen vidare"),
        "lead": _(
            "De som sammanställer regionens uppföljningar får besked, och de regionala och politiska grupperna kan "
            "läsa den. Det går inte att ta tillbaka."
        ),
        "why": _("%(who)s gjorde uppföljningen klar. Därför är det du som skickar den.")
        % {"who": follow_up.made_by.person if follow_up.made_by else ""},
        "button": _("Skicka vidare"),
    }

    def act():
        services.report(follow_up, by=confirmed(request, form))

    return _asked(request, place, form, act, _("Uppföljningen är skickad vidare."), page)


@PAGE
@only(policies.ANSWERERS)
@send_once
def reply(request, area, year):
    """The regional level's next word: first its analysis, then the answer to the group. [SM-9]"""
    place, follow_up = follow_up_or_404(request.acting, area, year)
    is_answer = policies.can_feed_back(request.acting, follow_up)
    require(is_answer or policies.can_analyse(request.acting, follow_up))
    verb, done, label, page = _answering() if is_answer else _analysing()
    form = ReplyForm(request.POST or None, label=label)
    return _asked(request, place, form, lambda: verb(follow_up, by=request.acting, **form.cleaned_data), done, page)


def _answering() -> tuple:
    page = {
        "title": _("Svara gruppen"),
        "lead": _("Gruppens ledning får besked. Svaret kan inte ändras sedan."),
        "button": _("Skicka svaret"),
    }
    return regional.feed_back, _("Gruppen har fått svaret."), _("Vad svarar ni gruppen?"), page


def _analysing() -> tuple:
    page = {
        "title": _("Regional analys"),
        "lead": _("Alla som får läsa uppföljningen läser analysen. Den kan inte ändras sedan."),
        "button": _("Spara analysen"),
    }
    done = _("Analysen är sparad. Nästa steg är att svara gruppen.")
    return regional.analyse, done, _("Vad visar den regionala analysen?"), page


@PAGE
@LEADERS
@send_once
def adopt(request, area, year):
    """When and at which meeting the group adopted it; afterwards nothing in it can be changed."""
    place, follow_up = follow_up_or_404(request.acting, area, year)
    require(policies.can_adopt(request.acting, follow_up))
    form = AdoptForm(request.POST or None)
    page = {
        "title": _("Notera mötet"),
        "lead": _("När gruppen har antagit uppföljningen kan varken texter eller tal ändras."),
        "button": _("Gruppen har antagit den"),
    }
    done = _("Uppföljningen är antagen. Skicka den vidare när ni är klara.")
    return _asked(
        request, place, form, lambda: services.adopt(follow_up, by=request.acting, **form.cleaned_data), done, page
    )


@PAGE
@LEADERS
@send_once
def leave(request, area, year):
    """Who else may read the draft, why and until when."""
    place, follow_up = follow_up_or_404(request.acting, area, year)
    require(policies.can_give_leave(request.acting, follow_up))
    form = LeaveForm(request.POST or None)
    page = {
        "title": _("Låt någon läsa utkastet"),
        "lead": _("Personen får läsa talen och texterna, inte ändra dem. Läsrätten slutar av sig själv."),
        "button": _("Ge läsrätt"),
        "given": _given(request.acting, follow_up),
    }

    def act():
        facts = dict(form.cleaned_data)
        to = person_with(facts.pop("to"), by=request.acting)
        granting.grant(follow_up, by=request.acting, to=to, **facts)

    done, template = _("Personen kan läsa uppföljningen nu."), "followup/leave.html"
    return _asked(request, place, form, act, done, page, back="followup:leave", template=template)


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
