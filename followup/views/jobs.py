"""Long jobs: ask, watch, fetch. Asking twice makes one job; leaving the page changes nothing. [design: long jobs]"""

from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import audit
from core.papers import hand_out
from core.ui.once import send_once
from core.ui.pages import render_page, wants_part
from followup import policies
from followup.choices import JobKind
from followup.jobs.asking import ask_for_job
from followup.models import ReportFile
from followup.views.finding_it import only, place_or_404
from followup.views.job_panel import panel, year_of


def _ask(request, area, year, kind):
    place = place_or_404(request.acting, area, year)
    job = ask_for_job(place.area, place.year, by=request.acting, kind=kind, follow_up=place.follow_up)
    return redirect("followup:job", job.pk)


@require_POST
@send_once
def make_report(request, area, year):
    return _ask(request, area, year, JobKind.REPORT)


@require_POST
@only(policies.LEADERS | policies.COMPILERS)
@send_once
def recount(request, area, year):
    return _ask(request, area, year, JobKind.COUNT)


@require_POST
@only(policies.LEADERS)
@send_once
def collect(request, area, year):
    return _ask(request, area, year, JobKind.COLLECT)


@require_GET
def job(request, pk):
    """How far it has come; the part alone when htmx asks for it."""
    found = get_object_or_404(policies.visible_jobs(request.acting).select_related("area"), pk=pk)
    shown = panel(found)
    if wants_part(request):
        response = render_page(request, "ui/job.html", shown)
    else:
        back = {"label": _("Uppföljning %(year)s") % {"year": found.year}, "url": year_of(found)}
        response = render_page(request, "followup/job.html", {"panel": shown, "crumbs": [back], "place": found.place})
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_GET
def report_pdf(request, pk):
    """The file as it was made."""
    found = get_object_or_404(policies.visible_jobs(request.acting), pk=pk)
    file = get_object_or_404(ReportFile, job=found)
    audit.record("report.downloaded", found, by=request.acting)
    return hand_out(bytes(file.content), file.name)
