"""What two administrators decide together: one asks, another answers. [security 2, 8]"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transition


class DecisionStatus(models.TextChoices):
    PROPOSED = "proposed", _("Väntar på en andra administratör")
    APPROVED = "approved", _("Godkänt")
    REFUSED = "refused", _("Avslaget")
    WITHDRAWN = "withdrawn", _("Återtaget")


APPROVE = Transition({DecisionStatus.PROPOSED}, DecisionStatus.APPROVED)
REFUSE = Transition({DecisionStatus.PROPOSED}, DecisionStatus.REFUSED)
WITHDRAW = Transition({DecisionStatus.PROPOSED}, DecisionStatus.WITHDRAWN)


class IdentityCheck(models.TextChoices):
    """How one saw that it is the right person who asks for a new second factor."""

    IN_PERSON = "in_person", _("På plats, med giltig legitimation")
    VIDEO = "video", _("I videosamtal, med giltig legitimation")
    MANAGER = "manager", _("Personens chef har bekräftat i ett samtal som du ringde upp")
