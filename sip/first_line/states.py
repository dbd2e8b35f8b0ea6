"""The states of what is asked of the first line: asked, and then taken up or not. [P-33]"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transition


class AskStatus(models.TextChoices):
    ASKED = "asked", _("Väntar på svar")
    TAKEN_UP = "taken_up", _("Tas upp")
    DECLINED = "declined", _("Tas inte upp")


S = AskStatus
TAKE_UP = Transition({S.ASKED}, S.TAKEN_UP)  # 004:L1003-1009: the first line goes on with it
DECLINE = Transition({S.ASKED}, S.DECLINED)  # [default]: with a reason, which comes back


class WhyNot(models.TextChoices):
    """In choices alone: whoever asked reads it, and no fact of care stands in it."""

    RUNNING = "running", _("Barnet har redan en SIP eller en annan plan som räcker")
    NOT_NEEDED = "not_needed", _("Insatserna behöver inte samordnas")
    OTHER_UNIT = "other_unit", _("En annan verksamhet ska ta emot frågan")
    FAMILY_DECLINED = "family_declined", _("Familjen vill inte ha en SIP")
    NOT_REACHED = "not_reached", _("Vi har inte fått kontakt med familjen")
