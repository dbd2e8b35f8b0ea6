"""Write the minutes together, section by section; decide; approve; print. [001:L325-327]"""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import audit
from core.documents.kinds import DocumentKind
from core.documents.render import render_pdf
from core.errors import Refused, WrongState
from core.ui import autosave, dates
from core.ui.forms import Form, LongText
from core.ui.once import send_once
from core.ui.pages import refuse, render_page
from sip.cases.escalation_forms import ResponsibleForm
from sip.cases.models import ForumCase
from sip.individual_forum import holding, policies
from sip.individual_forum.models import Minutes, MinutesSection
from sip.individual_forum.rows import minutes_document


class SectionForm(Form):
    text = LongText(required=False, rows=6)
    version = forms.IntegerField(min_value=0)


def _minutes_or_404(request, pk) -> tuple[Minutes, ForumCase]:
    found = policies.visible_minutes(request.acting).select_related("occasion", "approved_by__person", "case")
    minutes = get_object_or_404(found, pk=pk)
    return minutes, ForumCase.objects.select_related("case").filter(pk=minutes.case_id).first()


def _context(request, minutes: Minutes, case, *, form=None, conflict=None) -> dict:
    may_write = case is not None and policies.can_write_minutes(request.acting, case, minutes)
    sections = [
        {
            "row": section,
            "saved": _("Sparat %(at)s") % {"at": dates.moment(section.saved_at)} if section.saved_at else "",
            "mine": conflict[1] if conflict and conflict[0].pk == section.pk else section.text,
            "theirs": conflict[0].text if conflict and conflict[0].pk == section.pk else "",
        }
        for section in minutes.sections.all()
    ]
    return {
        "minutes": minutes,
        "case": case,
        "code": minutes.case.code,
        "when": dates.moment(minutes.occasion.starts_at),
        "sections": sections,
        "decisions": minutes.occasion.decisions.select_related("responsible_unit"),
        "may_write": may_write,
        "form": form or (ResponsibleForm(case) if may_write else None),
    }


@require_GET
def minutes_page(request, pk):
    """The minutes: an editor while they are written, a locked text afterwards."""
    minutes, case = _minutes_or_404(request, pk)
    audit.record("minutes.read", minutes, by=request.acting)
    return render_page(request, "sip/minutes.html", _context(request, minutes, case))


@require_POST
def section_save(request, pk):
    """One section; the same POST from the button and from the script."""
    visible = policies.visible_minutes(request.acting)
    section = get_object_or_404(MinutesSection.objects.filter(minutes__in=visible).select_related("minutes"), pk=pk)
    minutes, case = _minutes_or_404(request, section.minutes_id)
    form = SectionForm(request.POST)
    if not form.is_valid():
        if autosave.is_asked(request):
            return autosave.refused(form)
        return refuse(request, "sip/minutes.html", form, _context(request, minutes, case))
    try:
        saved = holding.save_section(section, by=request.acting, **form.cleaned_data)
    except holding.EditedByAnother as edited:
        return _conflict(request, minutes, case, edited, form.cleaned_data["text"])
    except WrongState as wrong:
        messages.error(request, str(wrong))
        return redirect("sip:minutes", pk=minutes.pk)
    if autosave.is_asked(request):
        return autosave.saved(version=saved.version, at=saved.saved_at or minutes.created_at)
    return redirect("sip:minutes", pk=minutes.pk)


def _conflict(request, minutes, case, edited, mine):
    theirs = edited.current
    if autosave.is_asked(request):
        by = str(theirs.saved_by.person) if theirs.saved_by else ""
        return autosave.conflict(version=theirs.version, texts={"text": theirs.text}, by=by, at=theirs.saved_at)
    context = _context(request, minutes, case, conflict=(theirs, mine))
    return render_page(request, "sip/minutes.html", context, status=409)


@require_POST
@send_once
def decision_add(request, pk):
    minutes, case = _minutes_or_404(request, pk)
    form = ResponsibleForm(case, request.POST)
    if form.is_valid():
        try:
            holding.add_decision(minutes, by=request.acting, **form.facts())
        except Refused as refused:
            form.take(refused)
        except WrongState as wrong:
            messages.error(request, str(wrong))
            return redirect("sip:minutes", pk=pk)
        else:
            messages.success(request, _("Beslutet är tillagt."))
            return redirect("sip:minutes", pk=pk)
    return refuse(request, "sip/minutes.html", form, _context(request, minutes, case, form=form))


@require_POST
@send_once
def minutes_approve(request, pk):
    minutes, case = _minutes_or_404(request, pk)
    try:
        holding.approve_minutes(minutes, by=request.acting)
    except (Refused, WrongState) as refusal:
        messages.error(request, str(refusal))
        return redirect("sip:minutes", pk=pk)
    messages.success(request, _("Protokollet är godkänt och låst."))
    return redirect("sip:case_detail", pk=case.pk)


@require_GET
def minutes_pdf(request, pk):
    """The minutes as a tagged PDF; built on demand, not stored. [security 7]"""
    minutes, _case = _minutes_or_404(request, pk)
    context = minutes_document(minutes, minutes.case.code, request.acting.region_name)
    audit.record("minutes.printed", minutes, by=request.acting)
    pdf = render_pdf(
        "documents/_minutes.html",
        context,
        kind=DocumentKind.CASE,
        title=_("Protokoll %(code)s") % {"code": minutes.case.code},
        created_at=minutes.approved_at or minutes.created_at,
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="protokoll-{minutes.case.code}.pdf"'
    return response
