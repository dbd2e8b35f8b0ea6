from django.db import models
from django.utils.translation import gettext_lazy as _


class OccasionStatus(models.TextChoices):
    CALLED = "called", _("Kallat")
    HELD = "held", _("Hållet")
    CANCELLED = "cancelled", _("Inställt")


class MinutesStatus(models.TextChoices):
    DRAFTED = "drafted", _("Skrivs")
    APPROVED = "approved", _("Godkända och låsta")


class Outcome(models.TextChoices):
    RESOLVED = "resolved", _("Löst")
    UNRESOLVED = "unresolved", _("Inte löst, behöver avgöras av berörda chefer")


class DecisionLevel(models.TextChoices):
    FORUM = "forum", _("Individforum")
    STEERING = "steering", _("Berörda chefer i styrgruppen")
