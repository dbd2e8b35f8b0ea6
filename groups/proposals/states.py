"""The states of an item that a member proposes for an agenda. [F32]"""

from django.db import models
from django.utils.translation import pgettext_lazy

from core.states import Transition as Move


class ProposalStatus(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("ett förslag till dagordningen", "Väntar på besked")
    DEFERRED = "deferred", pgettext_lazy("ett förslag till dagordningen", "Tas upp senare")
    TAKEN_IN = "taken_in", pgettext_lazy("ett förslag till dagordningen", "På dagordningen")
    TURNED_DOWN = "turned_down", pgettext_lazy("ett förslag till dagordningen", "Tas inte upp")
    TAKEN_BACK = "taken_back", pgettext_lazy("ett förslag till dagordningen", "Tillbakadraget")


S = ProposalStatus
OPEN = frozenset({S.PROPOSED, S.DEFERRED})
TAKE_IN = Move(set(OPEN), S.TAKEN_IN)
DEFER = Move(set(OPEN), S.DEFERRED)
TURN_DOWN = Move(set(OPEN), S.TURNED_DOWN)
TAKE_BACK = Move(set(OPEN), S.TAKEN_BACK)
