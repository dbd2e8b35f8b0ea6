"""What interest organisations say to a group, and what the group did with it. [F53, 004:L364-378]

No row of these is about a child: views are of the work, said by an organisation.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from groups.meetings.models import ForumDecision, Meeting, by
from groups.voices.states import Influence, VoiceStatus


class Voice(RegionRow):
    """Synpunkt från en intresseorganisation, said at a `meeting` or otherwise; answered once, in words."""

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.CharField(_("Organisation"), max_length=200)
    title = models.CharField(_("Vad det gäller"), max_length=200)
    text = models.TextField(_("Synpunkter"), max_length=5000)
    said_on = models.DateField(_("Lämnades"))
    noted_by = by()
    status = models.CharField(max_length=10, choices=VoiceStatus.choices, default=VoiceStatus.REGISTERED)
    influence = models.CharField(_("Vad det ledde till"), max_length=10, choices=Influence.choices, blank=True)
    answer = models.TextField(_("Gruppens svar"), max_length=2000, blank=True)
    decision = models.ForeignKey(ForumDecision, on_delete=models.PROTECT, null=True, related_name="+")
    answered_by = by(null=True)
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ["-said_on", "-created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="answered", answered_on__isnull=False, answered_by__isnull=False)
                & ~Q(answer="")
                & ~Q(influence="")
                | Q(status="registered", answered_on__isnull=True, answered_by__isnull=True, decision__isnull=True)
                & Q(answer="", influence=""),
                name="voice_answered_exactly_with_words",
            )
        ]
        indexes = [models.Index(fields=["region", "forum", "status"])]

    def __str__(self):
        return self.title

    @property
    def status_is(self) -> str:
        return "soon" if self.status == VoiceStatus.REGISTERED else "ok"
