"""Named filters of the outbox."""

from datetime import datetime

from django.db import models
from django.db.models import Q


class OutgoingQuerySet(models.QuerySet):
    def outbox(self) -> "OutgoingQuerySet":
        """What has not left."""
        return self.filter(sent_at__isnull=True, parked_at__isnull=True, dropped_at__isnull=True)

    def free(self, at: datetime) -> "OutgoingQuerySet":
        """Held by nobody: never taken, or the lease of the one who took it has passed."""
        return self.filter(Q(lease_until__isnull=True) | Q(lease_until__lt=at))


class NoticeQuerySet(OutgoingQuerySet):
    def inbox(self) -> "NoticeQuerySet":
        """What is shown in the portal, newest first."""
        return self.filter(channel="in_app", dropped_at__isnull=True).order_by("-created_at", "id")

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at__isnull=True)

    def outbox(self) -> "NoticeQuerySet":
        """Mails that have not left."""
        return super().outbox().filter(channel="mail")  # type: ignore[return-value]
