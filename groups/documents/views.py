"""Add a document to a meeting's agenda, fetch it, take it off."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import require
from core.files.pages import file_page, give_out, sent_with_files
from core.ui.once import send_once
from core.ui.verbs import ACT, PAGE, confirm_page
from groups.documents import services
from groups.documents.forms import DocumentForm
from groups.documents.models import AgendaDocument
from groups.meetings import policies
from groups.meetings.views import home, meeting_or_404, where


def _shown():
    return AgendaDocument.objects.filter(removed_at__isnull=True).select_related("kept")


@PAGE
@send_once
def document_add(request, pk):
    meeting = meeting_or_404(request, pk)
    require(policies.can_set_agenda(request.acting, meeting))
    form = DocumentForm(meeting, *sent_with_files(request))
    words = {
        "title": _("Lägg till en handling"),
        "lead": _("Alla som läser punkten kan hämta filen. Den får inte visa vilket barn något gäller."),
        "button": _("Lägg till handlingen"),
        **where(meeting),
    }
    return file_page(
        request,
        ACT,
        form,
        words,
        name="file",
        act=lambda: services.add_document(meeting, by=request.acting, **form.facts()),
        done=_("Handlingen är tillagd."),
        to=lambda _made: home(meeting),
    )


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
