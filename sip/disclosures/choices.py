from django.db import models
from django.utils.translation import gettext_lazy as _


class PieceKind(models.TextChoices):
    TRIED = "tried", _("Det här har prövats")
    VIEW = "view", _("Vår bild av läget")
    NEED = "need", _("Därför behövs en plan")


class Basis(models.TextChoices):
    """What a disclosure rests on: the consent, or a ground in law that is named. [facts 9.5]"""

    CONSENT = "consent", _("Samtycke")
    OSL_25_12 = "osl_25_12", _("Nödvändigt stöd till barnet, från hälso- och sjukvården")
    OSL_26_9 = "osl_26_9", _("Nödvändigt stöd till barnet, från socialtjänsten")
    OSL_10_2 = "osl_10_2", _("Nödvändigt för den egna verksamheten")
    OSL_10_27 = "osl_10_27", _("Det är uppenbart att skälen att lämna ut väger tyngst")
    OSL_10_28 = "osl_10_28", _("Uppgiftsskyldighet i lag")
    OSL_25_13A = "osl_25_13a", _("Nödvändigt inom huvudmannens elevhälsa")


class Side(models.TextChoices):
    """Under which secrecy a unit works; a unit that meets no children stands on no side. [facts 1.3]"""

    SOCIAL = "social", _("Socialtjänst")
    HEALTH = "health", _("Hälso- och sjukvård")
    SCHOOL = "school", _("Förskola och skola")
    STUDENT_HEALTH = "student_health", _("Elevhälsa")
