"""What is to be read before a meeting: a file on its agenda. [F31, S-68]"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.files.models import FileRow


class AgendaDocument(FileRow):
    """Handling: a file to an item, or to the meeting as a whole. Taken off, it is shown no more and stays in the store.

    `title` is written by who adds it: what the sender called the file is not kept.
    """

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey("groups.Meeting", on_delete=models.PROTECT, related_name="documents")
    item = models.ForeignKey("groups.AgendaItem", on_delete=models.PROTECT, null=True, related_name="documents")
    title = models.CharField(_("Vad är det för handling?"), max_length=200)
    added_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at", "kept"]

    def __str__(self):
        return self.title
