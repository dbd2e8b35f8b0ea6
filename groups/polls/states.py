"""The states of a question about times, and what somebody answers of one of them. [F31]"""

from django.db import models
from django.utils.translation import pgettext_lazy

from core.states import Transition as Move


class PollStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("en fråga om tider", "Väntar på svar")
    SETTLED = "settled", pgettext_lazy("en fråga om tider", "Tiden är vald")
    ENDED = "ended", pgettext_lazy("en fråga om tider", "Avslutad utan möte")


class Suits(models.TextChoices):
    """How a time suits one who was asked."""

    YES = "yes", pgettext_lazy("en tid", "Kan")
    IF_NEEDED = "if_needed", pgettext_lazy("en tid", "Kan om det behövs")
    NO = "no", pgettext_lazy("en tid", "Kan inte")


S = PollStatus
COMES = frozenset({Suits.YES, Suits.IF_NEEDED})
SETTLE = Move({S.OPEN}, S.SETTLED)
END = Move({S.OPEN}, S.ENDED)

MOST = 5  # times of one question
FEWEST = 2
