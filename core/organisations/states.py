"""The states of a proposed value for a profile key, and the moves between them. [F2, security 2]"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transition


class OverrideStatus(models.TextChoices):
    PROPOSED = "proposed", _("Förslag")
    APPROVED = "approved", _("Beslutad")
    DECLINED = "declined", _("Avslagen")


APPROVE = Transition({OverrideStatus.PROPOSED}, OverrideStatus.APPROVED)
DECLINE = Transition({OverrideStatus.PROPOSED}, OverrideStatus.DECLINED)
