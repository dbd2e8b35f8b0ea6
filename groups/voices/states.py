"""What becomes of what an interest organisation says. [F53]"""

from django.db import models
from django.utils.translation import pgettext_lazy

from core.states import Transition as Move


class VoiceStatus(models.TextChoices):
    REGISTERED = "registered", pgettext_lazy("en synpunkt", "Väntar på svar")
    ANSWERED = "answered", pgettext_lazy("en synpunkt", "Besvarad")


class Influence(models.TextChoices):
    """What the views led to: said in words too, also when they led to nothing."""

    CHANGED = "changed", pgettext_lazy("vad en synpunkt ledde till", "Gruppen gör som ni föreslår")
    PARTLY = "partly", pgettext_lazy("vad en synpunkt ledde till", "Gruppen gör en del av det")
    LATER = "later", pgettext_lazy("vad en synpunkt ledde till", "Gruppen tar med det i det fortsatta arbetet")
    NOTHING = "nothing", pgettext_lazy("vad en synpunkt ledde till", "Det ledde inte till någon ändring")


ANSWER = Move({VoiceStatus.REGISTERED}, VoiceStatus.ANSWERED)
