from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    """For statistics; never derived from a number. [G-013, facts 9.32]"""

    GIRL = "girl", _("Flicka")
    BOY = "boy", _("Pojke")
    OTHER = "other", _("Annan")
    UNKNOWN = "unknown", _("Okänt")


class IdentifierKind(models.TextChoices):
    """[facts 6]"""

    PERSONAL_NUMBER = "personal_number", _("Personnummer")
    COORDINATION_NUMBER = "coordination_number", _("Samordningsnummer")
    RESERVE_NUMBER = "reserve_number", _("Reservnummer")


class Custody(models.TextChoices):
    """[G-005, CS-07]"""

    JOINT = "joint", _("Gemensam vårdnad")
    SOLE = "sole", _("Ensam vårdnad")
    APPOINTED = "appointed", _("Särskilt förordnad vårdnadshavare")


class Position(models.TextChoices):
    """The position taken on collaboration when a need was noticed. [P-03, F72]"""

    NONE = "none", _("Ingen samverkan behövs")
    INFORM = "inform", _("Informera en annan verksamhet")
    COOPERATE = "cooperate", _("Samarbeta i vardagen")
    SIP = "sip", _("Erbjuda en SIP")
    FORUM = "forum", _("Lyfta till individforum")
