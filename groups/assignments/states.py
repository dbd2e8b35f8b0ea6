"""The states of what one forum asks of another. [SM-7]"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transition as Move


class TaskStatus(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("ett uppdrag", "Föreslaget")
    GIVEN = "given", pgettext_lazy("ett uppdrag", "Givet")
    IN_PROGRESS = "in_progress", pgettext_lazy("ett uppdrag", "Pågår")
    REPORTED = "reported", pgettext_lazy("ett uppdrag", "Redovisat")
    APPROVED = "approved", pgettext_lazy("ett uppdrag", "Godkänt")
    CLOSED = "closed", pgettext_lazy("ett uppdrag", "Avslutat")
    CANCELLED = "cancelled", pgettext_lazy("ett uppdrag", "Återtaget")


S = TaskStatus
OPEN = frozenset({S.PROPOSED, S.GIVEN, S.IN_PROGRESS, S.REPORTED, S.APPROVED})
RUNNING = frozenset({S.GIVEN, S.IN_PROGRESS})  # its clock goes. [DL-25]

GIVE = Move({S.PROPOSED}, S.GIVEN)  # 001:L288-302, 000:L308-309, 004:L597: decided at a meeting of the giving forum
BEGIN = Move({S.GIVEN}, S.IN_PROGRESS)  # 001:L278-284: the receiving forum's convenor, with a plan
REPORT = Move({S.IN_PROGRESS}, S.REPORTED)  # 001:L280-284: a routine, a follow-up or a report
APPROVE = Move({S.REPORTED}, S.APPROVED)  # [default]: the giving forum
HAND_BACK = Move({S.REPORTED}, S.IN_PROGRESS)  # [default]: the giving forum, with a reason and a new day
CLOSE = Move({S.APPROVED}, S.CLOSED)  # 000:L389-390: what came of it is decided and made known
CANCEL = Move(set(OPEN), S.CANCELLED)  # [default]: the giving forum, with a reason


class ResultKind(models.TextChoices):
    """What the receiving forum hands over. [SM-7]"""

    ROUTINE = "routine", _("En rutin")
    FOLLOW_UP = "follow_up", _("En uppföljning")
    REPORT = "report", _("En rapport")
