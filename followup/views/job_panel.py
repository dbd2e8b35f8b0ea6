"""How a long job goes, made ready for `ui/job.html`."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting
from core.documents.errors import BY_FAILURE
from core.documents.failures import Failure
from followup import policies
from followup.choices import JobKind
from followup.models import Compilation, ReportJob
from followup.states import LIVE, JobStatus
from followup.views.finding_it import Place


def latest_job(acting: Acting, place: Place) -> dict | None:
    """The acting's own last job for the area's year; None when there is none."""
    mine = policies.visible_jobs(acting).filter(requested_by_id=acting.assignment_id)
    job = mine.filter(area=place.area, year=place.year).order_by("-created_at", "-id").first()
    return panel(job) if job else None


def latest_region_job(acting: Acting, compilation: Compilation) -> dict | None:
    """The same for the region's year."""
    mine = policies.visible_jobs(acting).filter(requested_by_id=acting.assignment_id, compilation=compilation)
    job = mine.order_by("-created_at", "-id").first()
    return panel(job) if job else None


def year_of(job: ReportJob) -> str:
    """The page that the job is for."""
    if job.compilation_id:
        return reverse("followup:region", args=[job.compilation_id])
    return reverse("followup:year", args=[job.area_id, job.year])


def panel(job: ReportJob) -> dict:
    """`job`, `url` and `key` of the component."""
    return {"job": _face(job), "url": reverse("followup:job", args=[job.pk]), "key": f"jobb-{job.pk}"}


def _face(job: ReportJob) -> dict:
    running = job.status in LIVE
    done = job.status == JobStatus.DONE
    makes_file = job.kind == JobKind.REPORT
    return {
        "title": _title(job),
        "percent": job.progress,
        "step": _step(job),
        "state": "running" if running else ("done" if done else "failed"),
        "message": _message(job),
        "result_url": (reverse("followup:report_pdf", args=[job.pk]) if makes_file else year_of(job)) if done else "",
        "result_label": _("Hämta rapporten (PDF)") if makes_file else _("Visa talen"),
    }


def _title(job: ReportJob) -> str:
    words = {"year": job.year}
    if job.status == JobStatus.DONE:
        return {
            JobKind.REPORT: _("Årsrapporten %(year)s") % words,
            JobKind.COLLECT: _("Årets tal %(year)s") % words,
            JobKind.COUNT: _("Talen %(year)s") % words,
            JobKind.COMPILE: _("Regionens tal %(year)s") % words,
        }[JobKind(job.kind)]
    return {
        JobKind.REPORT: _("Årsrapporten %(year)s görs") % words,
        JobKind.COLLECT: _("Årets tal %(year)s räknas och låses") % words,
        JobKind.COUNT: _("Talen %(year)s räknas om") % words,
        JobKind.COMPILE: _("Regionens tal %(year)s räknas och låses") % words,
    }[JobKind(job.kind)]


def _step(job: ReportJob) -> str:
    return {
        "": _("Väntar på sin tur"),
        "counting": _("Räknar"),
        "compiling": _("Lägger ihop områdenas tal"),
        "writing": _("Skriver rapporten"),
        "drawing": _("Ritar sidorna"),
        "keeping": _("Sparar filen"),
    }.get(job.step, "")


def _message(job: ReportJob) -> str:
    """What became of it, and what to do when it went wrong; never how it went wrong inside."""
    if job.status == JobStatus.DONE:
        return {
            JobKind.REPORT: _("Rapporten är klar."),
            JobKind.COLLECT: _("Årets tal är låsta."),
            JobKind.COUNT: _("Talen är räknade."),
            JobKind.COMPILE: _("Regionens tal är låsta."),
        }[JobKind(job.kind)]
    if job.status == JobStatus.PARKED:
        return _("Det gick inte efter flera försök. Driften har fått veta det.")
    if job.failure in set(Failure):
        return str(BY_FAILURE[Failure(job.failure)]())
    return _("Det gick inte att göra. Försök igen, och säg till driften om det händer igen.")
