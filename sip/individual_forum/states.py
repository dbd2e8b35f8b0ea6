from django.db import models
from django.utils.translation import gettext_lazy as _


class OccasionStatus(models.TextChoices):
    CALLED = "called", _("Kallat")
    HELD = "held", _("Hållet")
    CANCELLED = "cancelled", _("Inställt")


class CancelReason(models.TextChoices):
    """Why what was called was not held. The last two follow on another act and are never chosen. [SM-5]"""

    CANNOT_COME = "cannot_come", _("Någon som behövs kan inte komma")
    NOT_NEEDED = "not_needed", _("Mötet behövs inte längre")
    MORE_TIME = "more_time", _("Underlaget är inte klart")
    OTHER = "other", _("Annat skäl")
    CALLED_ANEW = "called_anew", _("Samtycket gällde inte längre, så det kallades till ett nytt möte")
    CASE_ENDED = "case_ended", _("Ärendet togs ur forumet")


CHOSEN_REASONS = tuple(one for one in CancelReason if one not in (CancelReason.CALLED_ANEW, CancelReason.CASE_ENDED))


class MinutesStatus(models.TextChoices):
    DRAFTED = "drafted", _("Skrivs")
    APPROVED = "approved", _("Godkända och låsta")


class Outcome(models.TextChoices):
    RESOLVED = "resolved", _("Löst")
    UNRESOLVED = "unresolved", _("Inte löst, behöver avgöras av berörda chefer")


class DecisionLevel(models.TextChoices):
    FORUM = "forum", _("Individforum")
    STEERING = "steering", _("Berörda chefer")
