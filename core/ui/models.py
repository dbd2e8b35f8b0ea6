"""Form keys: what makes a double send harmless."""

import uuid

from django.db import models


class SentForm(models.Model):
    """A form that has been sent, by its key: the second send of the same key gets the first one's answer.

    The key is made when the page is drawn. Only whoever sent it sees the row; nothing of what was sent is kept.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region_id = models.UUIDField()
    assignment_id = models.UUIDField()
    answer_url = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["assignment_id", "sent_at"], name="ui_sentform_of_assignment")]

    def __str__(self) -> str:
        return str(self.key)
