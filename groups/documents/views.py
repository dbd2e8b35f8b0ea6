"""Add a document to a meeting's agenda, fetch it, take it off."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import require
from core.errors import Refused, WrongState
from core.files.pages import give_out, hold_back, refuse_with_file
from core.ui.once import send_once
from core.ui.pages import render_page
from core.ui.verbs import PAGE, confirm_page
from groups.documents import services
from groups.documents.forms import DocumentForm
from groups.documents.models import AgendaDocument
from groups.meetings import policies
from groups.meetings.views import home, meeting_or_404, where

TEMPLATE = "groups/document_add.html"


def _shown():
    return AgendaDocument.objects.filter(removed_at__isnull=True).select_related("kept")


@PAGE
@send_once
def document_add(request, pk):
    meeting = meeting_or_404(request, pk)
    require(policies.can_set_agenda(request.acting, meeting))
    context = where(meeting)
    if request.method != "POST":
        return render_page(request, TEMPLATE, {"form": DocumentForm(meeting), **context})
    form = DocumentForm(meeting, request.POST, request.FILES)
    hold_back(request, form, "file")
    if form.is_valid():
        try:
            services.add_document(meeting, by=request.acting, **form.facts())
        except Refused as refused:
            form.take(refused)
        except WrongState as wrong:
            messages.error(request, str(wrong))
            return redirect(home(meeting))
        else:
            messages.success(request, _("Handlingen är tillagd."))
            return redirect(home(meeting))
    return refuse_with_file(request, TEMPLATE, form, "file", context)


@require_safe
def document_fetch(request, pk):
    document = get_object_or_404(_shown(), pk=pk)
    return give_out(request, document, name=f"handling-{document.created_at:%Y-%m-%d}")


@PAGE
@send_once
def document_remove(request, pk):
    document = get_object_or_404(_shown(), pk=pk)
    meeting = meeting_or_404(request, document.meeting_id)
    require(policies.can_set_agenda(request.acting, meeting))
    words = {
        "title": _("Ta bort handlingen"),
        "text": document.title,
        "effects": [_("Den visas inte längre på dagordningen. Den som redan har hämtat den har den kvar.")],
        "verb": _("Ta bort handlingen"),
        "back_url": home(meeting),
    }
    return confirm_page(
        request,
        words,
        act=lambda: services.remove_document(document, by=request.acting),
        done=_("Handlingen är borttagen."),
        to=lambda _made: home(meeting),
    )
