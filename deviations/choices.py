"""What a report may say in fixed words; its categories come from the region's profile."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Effect(models.TextChoices):
    """What it led to for the child, from least to most. [P-95]"""

    NONE = "none", _("Ingen märkbar")
    DELAYED = "delayed", _("Stödet dröjde")
    WITHOUT = "without", _("Barnet blev utan stöd")
    HARMED = "harmed", _("Barnet for illa")


class AnswerKind(models.TextChoices):
    SOLUTION = "solution", _("Lösning")
    QUESTION = "question", _("Fråga")
    COMPLETION = "completion", _("Komplettering")
    ASSIGNMENT = "assignment", _("Uppdrag")
    ANSWER = "answer", _("Svar")


class WithdrawReason(models.TextChoices):
    MISTAKE = "mistake", _("Den skickades av misstag")
    SETTLED = "settled", _("Det har löst sig")
    DUPLICATE = "duplicate", _("Den är redan anmäld")
    OTHER = "other", _("Annat skäl")
