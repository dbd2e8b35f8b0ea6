"""The states of the offer of an individual plan under LSS: owed, offered, answered, and the plan that came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transition as Move


class OfferStatus(models.TextChoices):
    OWED = "owed", _("Ska erbjudas")
    OFFERED = "offered", _("Väntar på svar")
    DECLINED = "declined", _("Tackade nej")
    ACCEPTED = "accepted", _("Tackade ja")
    IN_FORCE = "in_force", _("Planen finns")
    ENDED = "ended", _("Avslutad")


S = OfferStatus
OPEN = frozenset({S.OWED, S.OFFERED, S.ACCEPTED, S.IN_FORCE})  # one at a time for a child at a unit
BEFORE_END = OPEN | {S.DECLINED}

OFFER = Move({S.OWED, S.DECLINED}, S.OFFERED)  # P-51, 002:L2738-2742: in connection with the decision, or on request
ACCEPT = Move({S.OFFERED}, S.ACCEPTED)  # P-51, 000:L479-485
DECLINE = Move({S.OFFERED}, S.DECLINED)  # P-51: may be demanded at any time, so a no is no end
NOTE_PLAN = Move({S.ACCEPTED}, S.IN_FORCE)  # P-51, P-54: a reference and its days, never what it says
REVIEW = Move({S.IN_FORCE}, S.IN_FORCE)  # DL-35, 002:L2743-2744: at least once a year
TELL = Move({S.IN_FORCE}, S.IN_FORCE)  # DL-36, 000:L486: region and municipality tell each other
END = Move(set(BEFORE_END), S.ENDED)  # what called for it holds no longer


class Why(models.TextChoices):
    """What starts it; the measure itself is never named. [P-51, P-54]"""

    GRANTED = "granted", _("En insats enligt LSS har beviljats")
    ASKED = "asked", _("Familjen har bett om en plan")


class EndReason(models.TextChoices):
    MEASURE_ENDED = "measure_ended", _("Insatsen har upphört")
    PLAN_ENDED = "plan_ended", _("Planen gäller inte längre")
    MOVED = "moved", _("Barnet har flyttat härifrån")
    MISTAKE = "mistake", _("Noterades av misstag")
