from django.db import models
from django.utils.translation import gettext_lazy as _


class OccasionStatus(models.TextChoices):
    CALLED = "called", _("Kallat")
    HELD = "held", _("Hållet")
    CANCELLED = "cancelled", _("Inställt")


class Reply(models.TextChoices):
    NONE = "none", _("Inget svar")
    YES = "yes", _("Kommer")
    NO = "no", _("Kan inte komma")
    SUBSTITUTE = "substitute", _("Ersättare kommer")


class Attendance(models.TextChoices):
    """[S-25, F33]"""

    UNKNOWN = "unknown", _("Inte noterat")
    PRESENT = "present", _("Närvarande")
    ABSENT = "absent", _("Frånvarande utan ersättare")
    REPLACED = "replaced", _("Ersatt")
    RELEASED = "released", _("Inte längre kallad")  # the consent no longer covers the unit


class MinutesStatus(models.TextChoices):
    DRAFTED = "drafted", _("Skrivs")
    APPROVED = "approved", _("Godkända och låsta")


class Outcome(models.TextChoices):
    RESOLVED = "resolved", _("Löst")
    UNRESOLVED = "unresolved", _("Inte löst, behöver avgöras av berörda chefer")


class DecisionLevel(models.TextChoices):
    FORUM = "forum", _("Individforum")
    STEERING = "steering", _("Berörda chefer i styrgruppen")
