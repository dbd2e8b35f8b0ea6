"""Put a file on a meeting's agenda, take it off. [F31, security 10]"""

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting
from core.errors import Refused
from core.files.examining import Examined
from core.files.services import keep_as
from core.textguard import refuse_identity
from groups.documents.models import AgendaDocument
from groups.meetings.models import AgendaItem, Meeting
from groups.meetings.services.agenda import open_agenda


@transaction.atomic
def add_document(
    meeting: Meeting, *, by: Acting, title: str, file: Examined, item: AgendaItem | None = None
) -> AgendaDocument:
    """A file to an item of the meeting, or to all of it. Raises WrongState, PermissionDenied, Refused."""
    meeting = open_agenda(meeting, by)
    if not title.strip():
        raise Refused(_("Skriv vad det är för handling."), field="title")
    refuse_identity(title, field="title")
    if item is not None and (item.meeting_id != meeting.pk or item.removed_at is not None):
        raise Refused(_("Punkten står inte på mötets dagordning."), field="item")
    about = {"forum_id": meeting.forum_id, "meeting": meeting, "item": item, "title": title.strip()}
    document = keep_as(AgendaDocument, file, by=by, **about)
    audit.record("agenda_document.added", document, by=by)
    return document


@transaction.atomic
def remove_document(document: AgendaDocument, *, by: Acting) -> AgendaDocument:
    """Shown no more; who has fetched it has it. Safe to repeat. Raises WrongState, PermissionDenied."""
    open_agenda(Meeting.objects.get(pk=document.meeting_id), by)
    if document.removed_at is None:
        document.removed_at = clock.now()
        document.save(update_fields=["removed_at"])
        audit.record("agenda_document.removed", document, by=by)
    return document
