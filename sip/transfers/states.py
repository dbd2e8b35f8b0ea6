"""The states of a transfer of information: it goes on, it is done, or the consent it rested on was taken back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transition


class TransferStatus(models.TextChoices):
    OPEN = "open", _("Pågår")
    CLOSED = "closed", _("Avslutad")
    STOPPED = "stopped", _("Samtycket är återkallat")


T = TransferStatus
CLOSE = Transition({T.OPEN}, T.CLOSED)  # [default]: what was to be told is told
STOP = Transition({T.OPEN}, T.STOPPED)  # CS-20
