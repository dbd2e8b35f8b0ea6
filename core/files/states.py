"""Where a kept file stands with the virus scanner. [security 10]"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transition


class FileStatus(models.TextChoices):
    """`unscanned`: taken in while no scanner was connected; one that is connected later gets to it."""

    QUARANTINED = "quarantined", _("Väntar på viruskontroll")
    UNSCANNED = "unscanned", _("Inte genomsökt efter virus")
    CLEAN = "clean", _("Genomsökt, inget virus funnet")
    INFECTED = "infected", _("Stoppad av virusskyddet")


WAITING = {FileStatus.QUARANTINED, FileStatus.UNSCANNED}
CLEAR = Transition(WAITING, FileStatus.CLEAN)
STOP = Transition(WAITING, FileStatus.INFECTED)
