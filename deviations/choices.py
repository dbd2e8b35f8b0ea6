"""What a report may say in fixed words; its categories come from the region's profile."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class Effect(models.TextChoices):
    """What it led to for the child, from least to most. [P-95]"""

    NONE = "none", _("Ingen märkbar")
    DELAYED = "delayed", _("Stödet dröjde")
    WITHOUT = "without", _("Barnet blev utan stöd")
    HARMED = "harmed", _("Barnet for illa")


class Kind(models.TextChoices):
    """What is reported; a dispute takes the same way. [F127, 004:L722-726]"""

    SHORTCOMING = "shortcoming", _("Något fungerade inte")
    RESPONSIBILITY = "responsibility", _("Vi är oense om vem som ansvarar")
    COST = "cost", _("Vi är oense om vem som betalar")


UNSORTED = "unsorted"  # the category of a report that nobody has sorted yet
NOT_SORTED = gettext_noop("Inte bestämt")  # kept in frozen figures as it stands, said when shown


class AnswerKind(models.TextChoices):
    ACCOUNT = "account", _("Den andra sidans beskrivning")
    ADDENDUM = "addendum", _("Tillägg")
    RECEIPT = "receipt", _("Svaret är läst")
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
