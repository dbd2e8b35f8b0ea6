"""The region's year: its page, its texts, the steps until it is published, its report. [SM-9, F136-F138]"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import audit
from core.access import require
from core.access.fresh import confirmed
from core.documents.attachments import figure_attachments
from core.errors import Refused, WrongState
from core.ui import sections
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.verbs import ACT, PAGE, act_page, sent
from followup.choices import JobKind
from followup.forms import ReleaseForm
from followup.jobs.asking import ask_for_region_job
from followup.policies import COMPILERS, READERS
from followup.region import policies, services
from followup.region.page import region_page
from followup.region.report import figures_of
from followup.views.finding_it import only


def _compilation_or_404(request, pk):
    rows = policies.visible_compilations(request.acting).select_related("made_by__person", "region")
    return get_object_or_404(rows, pk=pk)


@require_GET
@only(READERS)
def region(request, pk):
    compilation = _compilation_or_404(request, pk)
    return render_page(request, "followup/region.html", region_page(request.acting, compilation))


@require_GET
@only(READERS)
def region_csv(request, pk):
    """The figures as they are shown: the region's, and each area's beside."""
    compilation = _compilation_or_404(request, pk)
    count = policies.visible_counts(request.acting).filter(compilation=compilation).order_by("computed_at").last()
    if count is None:
        raise Http404
    table, _json = figure_attachments([{**one, "chart": None} for one in figures_of(count)])
    audit.record("figures.exported", count, by=request.acting)
    response = HttpResponse(table.content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="regionen-{compilation.year}.csv"'
    return response


@require_GET
@only(COMPILERS)
def region_texts(request, pk):
    return _editor(request, _compilation_or_404(request, pk))


def _editor(request, compilation, typed=None, status=200):
    rows = policies.visible_sections(request.acting).filter(compilation=compilation).select_related("saved_by__person")
    context = {
        "compilation": compilation,
        "may": policies.verbs(request.acting, compilation),
        "sections": [
            sections.shown(row, typed, url=reverse("followup:region_section", args=[row.pk]))
            for row in rows.order_by("order")
        ],
    }
    return render_page(request, "followup/region_texts.html", context, status=status)


@require_POST
@only(COMPILERS)
def region_section(request, pk):
    """One text; the same POST from the button and from the script."""
    rows = policies.visible_sections(request.acting).select_related("compilation__region")
    section = get_object_or_404(rows, pk=pk)

    def to(saved):
        messages.success(request, _("Texten är sparad."))
        return reverse("followup:region_texts", args=[section.compilation_id])

    return sections.save_section(
        request,
        section,
        act=lambda **facts: services.save_section(section, by=request.acting, **facts),
        page=lambda typed, status: _editor(request, section.compilation, typed, status),
        to=to,
    )


def _step(request, pk, act, done: str, *, back: str = "followup:region"):
    """Do it and say so; a refusal or a wrong state is said where the texts are."""
    compilation = _compilation_or_404(request, pk)
    try:
        act(compilation, by=request.acting)
    except (Refused, WrongState) as refusal:
        messages.error(request, str(refusal))
        return redirect("followup:region_texts", pk)
    messages.success(request, done)
    return redirect(back, pk)


@require_POST
@only(COMPILERS)
@send_once
def region_finish(request, pk):
    return _step(request, pk, services.finish, _("Sammanställningen är klar. Någon annan publicerar den."))


@require_POST
@only(COMPILERS)
@send_once
def region_reopen(request, pk):
    return _step(request, pk, services.reopen, _("Texterna kan skrivas igen."), back="followup:region_texts")


@PAGE
@only(COMPILERS)
@send_once
def region_release(request, pk):
    """Published by somebody else than the maker, freshly signed in. [security 7-8]"""
    compilation = _compilation_or_404(request, pk)
    require(policies.can_release(request.acting, compilation))
    form = ReleaseForm(sent(request), request=request)
    context = {
        "title": _("Publicera regionens sammanställning"),
        "lead": _(
            "Alla grupper i länet kan läsa den, och deras ledning får besked. %(who)s gjorde den klar, därför är det "
            "du som publicerar. Det går inte att ta tillbaka."
        )
        % {"who": compilation.made_by.person},
        "button": _("Publicera"),
        "back": _("Regionens uppföljning %(year)s") % {"year": compilation.year},
        "back_url": reverse("followup:region", args=[pk]),
    }
    return act_page(
        request,
        ACT,
        form,
        context,
        act=lambda: services.release(compilation, by=confirmed(request, form)),
        done=_("Sammanställningen är publicerad."),
        to=lambda made: context["back_url"],
    )


def _ask(request, pk, kind):
    compilation = _compilation_or_404(request, pk)
    try:
        job = ask_for_region_job(compilation, by=request.acting, kind=kind)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("followup:region", pk)
    return redirect("followup:job", job.pk)


@require_POST
@only(COMPILERS)
@send_once
def region_collect(request, pk):
    return _ask(request, pk, JobKind.COMPILE)


@require_POST
@only(READERS)
@send_once
def region_report(request, pk):
    return _ask(request, pk, JobKind.REPORT)
