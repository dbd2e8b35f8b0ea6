"""A unit's ask for help of the SIP coordinators: asked, then somebody's or declined. [F104]"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transition


class AskStatus(models.TextChoices):
    ASKED = "asked", _("Väntar på svar")
    ASSIGNED = "assigned", _("En samordnare hjälper till")
    DECLINED = "declined", _("Fick nej")
    WITHDRAWN = "withdrawn", _("Återtagen")


S = AskStatus
OPEN = frozenset({S.ASKED, S.ASSIGNED})

ASSIGN = Transition(OPEN, S.ASSIGNED)  # to oneself or a colleague of the pool, or over to another
DECLINE = Transition({S.ASKED}, S.DECLINED)
WITHDRAW = Transition(OPEN, S.WITHDRAWN)


class Help(models.TextChoices):
    """What the unit needs. Nothing is asked in free text, so that nothing of a child can stand there."""

    LEAD = "lead", _("Någon utifrån som leder SIP-mötet")  # [003:L1620-1634]
    TOOL = "tool", _("Hjälp med SIP, för att vi saknar systemet eller verktygen")  # [004:L1017-1033]
    START = "start", _("Råd om hur vi börjar en SIP")
    STUCK = "stuck", _("Råd när samarbetet har kört fast")
    TRAINING = "training", _("Utbildning för oss i SIP")  # [003:L3092]


class DeclineReason(models.TextChoices):
    NO_TIME = "no_time", _("Ingen samordnare har tid då")
    OTHER_UNIT = "other_unit", _("En annan verksamhet ska hjälpa till enligt rutinen")
    NOT_SIP = "not_sip", _("Frågan hör inte till samordnarna")
