"""Why somebody says no to a plan: codes, so that the pattern is seen without a word that was said. [F76, P-42]"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RefusedTo(models.TextChoices):
    """What a unit says no to: to take part in the plan, or to begin one when it is asked to. [P-30, P-42]"""

    TAKE_PART = "take_part", _("Att delta i planen")
    BEGIN = "begin", _("Att börja en SIP")


class UnitReason(models.TextChoices):
    """A unit's reason. The first four are those of an answered call, by the same codes."""

    NO_CONTACT = "no_contact", _("Har ingen pågående kontakt med barnet")
    NO_TIME = "no_time", _("Kan inte den tiden")
    NOT_OURS = "not_ours", _("Anser att frågan inte hör till verksamheten")
    NO_STAFF = "no_staff", _("Har ingen som kan komma")
    NO_NEED = "no_need", _("Anser att samordning inte behövs")
    OTHER = "other", _("Annat skäl")


NOT_SAID = "not_said"
