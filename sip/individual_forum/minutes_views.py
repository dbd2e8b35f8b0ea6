"""Write the minutes together, section by section; decide; approve; print. [001:L325-327]"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import audit
from core.access import require, side_by_side, together
from core.documents.kinds import DocumentKind
from core.documents.render import render_pdf
from core.errors import Refused, WrongState
from core.papers import hand_out, says_why_not
from core.ui import dates
from core.ui.once import send_once
from core.ui.pages import is_confirmed, refuse, render_page
from core.ui.sections import Typed, save_section, shown
from sip.cases.escalation_forms import ResponsibleForm
from sip.cases.models import ForumCase
from sip.individual_forum import approving, holding, policies
from sip.individual_forum.approvers import approval, can_approve_minutes, has_written, why_another, writers_of
from sip.individual_forum.models import Decision, Minutes, MinutesSection
from sip.individual_forum.rows import minutes_document, person_line
from sip.individual_forum.states import MinutesStatus


def _minutes_or_404(request, pk) -> tuple[Minutes, ForumCase]:
    found = policies.visible_minutes(request.acting).select_related("occasion", "approved_by__person", "case")
    minutes = get_object_or_404(found, pk=pk)
    return minutes, ForumCase.objects.select_related("case").filter(pk=minutes.case_id).first()


def _context(request, minutes: Minutes, case, *, form=None, typed: Typed | None = None) -> dict:
    may_write = case is not None and policies.can_write_minutes(request.acting, case, minutes)
    may_note = policies.notable(request.acting, minutes, case)
    sections, decisions = minutes.sections.all(), minutes.occasion.decisions.select_related("responsible_unit")
    calls = minutes.occasion.calls.select_related("assignment__person", "unit").order_by("unit__name")
    together(sections, decisions, calls)
    [[approved]] = side_by_side(approval(request.acting, minutes, writers_of(sections, decisions)))
    is_written = not any(one.required and not one.text.strip() for one in sections)
    return {
        "minutes": minutes,
        "case": case,
        "code": minutes.case.code,
        "when": dates.moment(minutes.occasion.starts_at),
        "sections": [shown(one, typed, url=reverse("sip:section_save", args=[one.pk])) for one in sections],
        "people": [{**person_line(call), "mandate": ""} for call in calls],  # nobody is asked for a reply here
        "decisions": [_decided(one, may_note=may_note(one)) for one in decisions],
        "may_write": may_write,
        "approval": approved,
        "may_approve": approved["may"] and is_written,
        "form": form or (_decision_form(minutes, case) if may_write else None),
    }


def _decided(one: Decision, *, may_note: bool) -> dict:
    """A decision with what came of it, or the way to note it for whoever may."""
    is_open = one.done_on is None
    return {
        "text": one.text,
        "unit": one.responsible_unit.name,
        "due_on": one.due_on,
        "done_on": one.done_on,
        "result": one.result,
        "note_url": reverse("sip:decision_follow_up", args=[one.pk]) if is_open and may_note else "",
    }


def _decision_form(minutes: Minutes, case: ForumCase, *sent) -> ResponsibleForm:
    """A decision of the sitting may have been due before it was written down, never before the sitting."""
    return ResponsibleForm(case, *sent, earliest=timezone.localdate(minutes.occasion.starts_at))


@require_GET
def minutes_page(request, pk):
    """The minutes: an editor while they are written, a locked text afterwards."""
    minutes, case = _minutes_or_404(request, pk)
    audit.record("minutes.read", minutes, by=request.acting)
    return render_page(request, "sip/minutes.html", _context(request, minutes, case))


@require_POST
def section_save(request, pk):
    """One section's text."""
    visible = policies.visible_minutes(request.acting)
    section = get_object_or_404(MinutesSection.objects.filter(minutes__in=visible).select_related("minutes"), pk=pk)
    minutes, case = _minutes_or_404(request, section.minutes_id)
    return save_section(
        request,
        section,
        act=lambda **said: holding.save_section(section, by=request.acting, **said),
        page=lambda typed, status: render_page(
            request, "sip/minutes.html", _context(request, minutes, case, typed=typed), status=status
        ),
        to=lambda _saved: reverse("sip:minutes", args=[minutes.pk]),
    )


@require_POST
@send_once
def decision_add(request, pk):
    minutes, case = _minutes_or_404(request, pk)
    form = _decision_form(minutes, case, request.POST)
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


def _approve_words(minutes: Minutes) -> dict:
    return {
        "title": _("Godkänn protokollet %(code)s") % {"code": minutes.case.code},
        "text": _("Ett godkänt protokoll kan inte ändras av någon."),
        "effects": [_("Protokollet låses som det står nu."), _("Cheferna i de verksamheter som var med kan läsa det.")],
        "verb": _("Godkänn och lås"),
        "back_url": reverse("sip:minutes", args=[minutes.pk]),
        "url": reverse("sip:minutes_approve", args=[minutes.pk]),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@send_once
def minutes_approve(request, pk):
    minutes, case = _minutes_or_404(request, pk)
    if minutes.status == MinutesStatus.DRAFTED and has_written(request.acting, minutes):
        messages.error(request, why_another(minutes))
        return redirect("sip:minutes", pk=pk)
    require(can_approve_minutes(request.acting, minutes))
    if request.method != "POST" or not is_confirmed(request):
        return render_page(request, "ui/confirm.html", _approve_words(minutes))
    try:
        approving.approve_minutes(minutes, by=request.acting)
    except (Refused, WrongState) as refusal:
        messages.error(request, str(refusal))
        return redirect("sip:minutes", pk=pk)
    messages.success(request, _("Protokollet är godkänt och låst."))
    return redirect("sip:case_detail", pk=case.pk) if case else redirect("sip:minutes", pk=pk)


@require_GET
@says_why_not
def minutes_pdf(request, pk):
    """The minutes as a tagged PDF; built on demand, not stored. [security 7]"""
    minutes, _case = _minutes_or_404(request, pk)
    context = minutes_document(minutes, minutes.case.code, request.acting.region_name)
    pdf = render_pdf(
        "documents/_minutes.html",
        context,
        kind=DocumentKind.CASE,
        title=_("Protokoll %(code)s") % {"code": minutes.case.code},
        created_at=minutes.approved_at or minutes.created_at,
    )
    audit.record("minutes.printed", minutes, by=request.acting)
    return hand_out(pdf, f"protokoll-{minutes.case.code}.pdf")
