"""What a member wants taken up, and what whoever sets the agenda says of it. Never about one child. [F32, P-96]"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.access.models import RegionRow
from groups.meetings.models import AgendaItem, by
from groups.meetings.states import ItemPurpose
from groups.proposals.states import ProposalStatus as S


class ItemProposal(RegionRow):
    """Förslag till dagordningen. `reply` is what the proposer is told: why not, or why later."""

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=S.choices, default=S.PROPOSED)
    title = models.CharField(pgettext_lazy("på dagordningen", "Rubrik"), max_length=200)
    purpose = models.CharField(_("Syfte"), max_length=10, choices=ItemPurpose.choices)
    minutes = models.PositiveSmallIntegerField(_("Tid i minuter"), null=True)
    why = models.TextField(_("Varför"), max_length=2000)
    proposed_by = by()
    proposed_on = models.DateField(_("Föreslogs"))
    reply = models.CharField(_("Besked"), max_length=500, blank=True)
    replied_by = by(null=True)
    replied_on = models.DateField(null=True)
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["proposed_on", "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="taken_in", item__isnull=False) | ~Q(status="taken_in") & Q(item__isnull=True),
                name="proposal_taken_in_exactly_with_its_item",
            ),
            models.CheckConstraint(
                condition=~Q(status="turned_down") | ~Q(reply=""), name="proposal_turned_down_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "taken_back"])
                | Q(replied_by__isnull=False, replied_on__isnull=False),
                name="proposal_answered_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["region", "forum", "status"])]

    def __str__(self):
        return self.title

    @property
    def status_is(self) -> str:
        return {S.PROPOSED: "soon", S.DEFERRED: "soon", S.TAKEN_IN: "ok", S.TURNED_DOWN: "stopped"}.get(
            S(self.status), ""
        )
