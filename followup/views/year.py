"""An area's year: first the sentence, then chart, table, definition, period and time of counting. [design 6]"""

from datetime import datetime

from django.db.models import Q, Subquery
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import audit
from core.access import Acting
from core.documents.attachments import figure_attachments
from core.ui import dates
from core.ui.pages import render_page
from followup import policies
from followup.counting import standing_first
from followup.presenting import lacking, marks
from followup.presenting.findings import Finding, findings
from followup.presenting.group_parts import manned, parts_of
from followup.presenting.past import Year, fixed_before, years_of
from followup.region.page import answer_to_groups
from followup.report import printed
from followup.states import SENT_ON, FollowUpStatus
from followup.views.addresses import Opener, linked
from followup.views.finding_it import Place, place_or_404
from followup.views.job_panel import latest_job


@require_GET
def year(request, area, year):
    place = place_or_404(request.acting, area, year)
    years = _years(request.acting, place)
    counting = years[-1].counting if years else None
    opener = Opener(place, years)
    found = [opener.finding(finding) for finding in findings(years)] if counting else []
    may = policies.verbs(request.acting, place.follow_up) if place.follow_up else set()
    context = {
        "place": place,
        "follow_up": place.follow_up,
        "counting": counting,
        "title": _("Uppföljning %(year)s") % {"year": place.year},
        "lead": _lead(request.acting, place),
        "steps": _steps(place),
        "may": may,
        "may_count": policies.can_count(request.acting, place.area.pk) and not _is_fixed(place),
        "findings": [{"shown": finding, "number": linked(finding.told)} for finding in found],
        "scores": [_score(finding) for finding in found],
        "work": [opener.part(part) for part in (*manned(years[-1]), *parts_of(years[-1]))] if counting else [],
        "uncounted": lacking.uncounted(years[-1]) if counting else [],
        "panel": latest_job(request.acting, place),
        "replies": [*_replies(request.acting, place), *answer_to_groups(request.acting, place.year)],
    }
    return render_page(request, "followup/year.html", context)


def _replies(acting: Acting, place: Place) -> list:
    """What the regional level has said of it; asked for only once it has been sent on."""
    if place.follow_up is None or place.follow_up.status not in SENT_ON:
        return []
    replies = policies.visible_replies(acting).filter(follow_up=place.follow_up).select_related("by")
    return [
        {
            "term": reply.get_kind_display(),
            "text": reply.text,
            "lines": [f"{reply.by.get_role_display()}, {dates.day(timezone.localdate(reply.at))}"],
        }
        for reply in replies
    ]


def _years(acting: Acting, place: Place) -> list[Year]:
    """The year as it stands, last, after the fixed ones before it; two statements. Empty when it is not counted."""
    rows = policies.visible_countings(acting)
    standing = standing_first(rows, place.area.pk, place.year, place.follow_up).values("pk")[:1]
    countings = list(rows.filter(Q(pk=Subquery(standing)) | fixed_before(place.area.pk, place.year)))
    if not any(one.year == place.year for one in countings):
        return []
    return years_of(countings, policies.visible_figures(acting))


def _is_fixed(place: Place) -> bool:
    return place.follow_up is not None and place.follow_up.status != FollowUpStatus.OPEN


def _lead(acting: Acting, place: Place) -> str:
    """One sentence: where the year stands and what comes next."""
    if place.follow_up is None:
        return _("Året pågår. Talen visar hur det ser ut så här långt.")
    if place.follow_up.status == FollowUpStatus.ADOPTED_LOCAL and policies.has_made(acting, place.follow_up):
        return _(
            "Gruppen har antagit uppföljningen. Du gjorde den klar, så någon annan i styrgruppen skickar den vidare."
        )
    sentences = {
        FollowUpStatus.OPEN: _("Året är slut. Nästa steg är att räkna och låsa årets tal."),
        FollowUpStatus.COLLECTING: _("Talen är låsta. Nästa steg är att skriva gruppens texter."),
        FollowUpStatus.DRAFTED: _("Texterna är klara. Nästa steg är gruppens möte."),
        FollowUpStatus.ADOPTED_LOCAL: _("Gruppen har antagit uppföljningen. Nästa steg är att skicka den vidare."),
        FollowUpStatus.REPORTED: _("Uppföljningen är skickad vidare. Nästa steg är den regionala analysen."),
        FollowUpStatus.ANALYSED_REGIONAL: _(
            "Uppföljningen är analyserad på regional nivå. Nästa steg är svaret till gruppen."
        ),
        FollowUpStatus.FED_BACK: _("Gruppen har fått svar på uppföljningen."),
    }
    return sentences[FollowUpStatus(place.follow_up.status)]


ORDER = [
    FollowUpStatus.OPEN,
    FollowUpStatus.COLLECTING,
    FollowUpStatus.DRAFTED,
    FollowUpStatus.ADOPTED_LOCAL,
    FollowUpStatus.REPORTED,
    FollowUpStatus.ANALYSED_REGIONAL,
    FollowUpStatus.FED_BACK,
]


def _steps(place: Place) -> list[dict]:
    """Done, now, next, with dates. [design 2]"""
    follow_up = place.follow_up
    if follow_up is None:
        return []
    reached = ORDER.index(FollowUpStatus(follow_up.status))
    titles = [
        (_("Året slut"), ""),
        (_("Talen låsta"), _on(follow_up.collected_at)),
        (_("Texterna klara"), ""),
        (_("Antagen"), dates.day_short(follow_up.adopted_on) if follow_up.adopted_on else _("vid gruppens möte")),
        (_("Skickad"), _on(follow_up.reported_at)),
        (_("Analyserad"), _("regionalt")),
        (_("Svar"), _("till gruppen")),
    ]
    return [
        {
            "title": title,
            "detail": detail,
            "state": "done" if number <= reached else ("now" if number == reached + 1 else ""),
        }
        for number, (title, detail) in enumerate(titles)
    ]


def _on(at: datetime | None) -> str:
    return dates.day_short(timezone.localdate(at)) if at else ""


def _score(finding: Finding) -> dict:
    """One indicator in a glance: its number, the year before, whether the target is reached."""
    before = _("%(value)s året före") % {"value": finding.before} if finding.before.text != marks.DASH else ""
    return {
        "url": f"#{finding.key}",
        "label": finding.title,
        "number": finding.value.text,
        "number_url": finding.value.url,
        "before": before,
        "before_url": finding.before.url,
        "detail": _("målet är %(target)s") % {"target": finding.target} if finding.target else "",
        "badge": finding.outcome_label or _("Följs"),
        "badge_is": finding.outcome,
    }


@require_GET
def figures_csv(request, area, year):
    """The figures as they are shown, for whoever wants to count on. [design 6]"""
    place = place_or_404(request.acting, area, year)
    years = _years(request.acting, place)
    if not years:
        raise Http404
    table, _json = figure_attachments([printed(one) | {"chart": None} for one in findings(years)])
    audit.record("figures.exported", years[-1].counting, by=request.acting)
    response = HttpResponse(table.content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="figurer-{place.year}-{place.area.code}.csv"'
    return response
