"""The call as the family gets it: by reader and language, read together, fetched as PDF. [F79]"""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core import audit
from core.access import require
from core.documents.render import file_name
from core.papers import hand_out, says_why_not
from core.ui.pages import render_page
from sip.family.forms import ReaderForm, chosen_reader
from sip.family.printing import family_pdf
from sip.plans import policies
from sip.plans.call_paper import call_paper, call_reader, check_is_ahead
from sip.plans.family import readers_of
from sip.plans.models import PlanInvitation
from sip.plans.views.found import readable_or_404


def _meeting_or_404(request, pk):
    meeting = get_object_or_404(policies.visible_meetings(request.acting).select_related("called_by__person"), pk=pk)
    return meeting, readable_or_404(request, meeting.case_id)


def _asked(request, meeting):
    readers = readers_of(request.acting, meeting.case_id)
    require(bool(readers))
    return ReaderForm(request.GET, readers), readers


def _context(meeting, reader, language) -> dict:
    invited = PlanInvitation.objects.filter(meeting=meeting).select_related("assignment__person", "unit")
    paper = call_paper(meeting, invited.order_by("unit__name", "created_at"), reader)
    return {"language": language, "title": language.say("call.title"), "paper": paper}


@require_GET
def meeting_family(request, pk):
    """The call on the screen, to read together; choose for whom and in which language."""
    meeting, plan = _meeting_or_404(request, pk)
    form, readers = _asked(request, meeting)
    reader, why_not = chosen_reader(form, readers, call_reader, check=lambda: check_is_ahead(meeting))
    context = {"meeting": meeting, "plan": plan, "code": plan.case.code, "form": form, "why_not": why_not}
    if reader is not None:
        context |= _context(meeting, reader, form.language) | {"reader": reader}
    audit.record("plan_meeting.paper_read", meeting, by=request.acting, case_id=meeting.case_id)
    return render_page(request, "sip/meeting_family.html", context)


@require_GET
@says_why_not
def meeting_family_pdf(request, pk):
    """The same as a tagged PDF; title and name of the file tell the code alone. [security 7]"""
    meeting, plan = _meeting_or_404(request, pk)
    form, readers = _asked(request, meeting)
    check_is_ahead(meeting)
    reader = call_reader(readers, form.reader_key)
    pdf = family_pdf(
        "documents/_family_call.html",
        _context(meeting, reader, form.language),
        title=_("Kallelse %(code)s") % {"code": plan.case.code},
        to=form.language,
        on=timezone.localdate(meeting.called_at),
    )
    audit.record("plan_meeting.printed", meeting, by=request.acting, case_id=meeting.case_id, reason=reader.key)
    return hand_out(pdf, file_name("kallelse", plan.case.code))
