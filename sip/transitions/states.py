"""SM-8: the states of a transition, between childhood and adult life or from one unit to the next."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transition as Move


class TransitionStatus(models.TextChoices):
    UPCOMING = "upcoming", _("Kommande")
    PLANNED = "planned", _("Planerad")
    MEETING_HELD = "meeting_held", _("Mötet har hållits")
    HANDED_OVER = "handed_over", _("Överlämnad")
    CLOSED = "closed", _("Avslutad")
    NOT_NEEDED = "not_needed", _("Behövs inte")


S = TransitionStatus
OPEN = frozenset({S.UPCOMING, S.PLANNED, S.MEETING_HELD, S.HANDED_OVER})
BEFORE_HANDOVER = frozenset({S.UPCOMING, S.PLANNED, S.MEETING_HELD})

PLAN = Move({S.UPCOMING, S.PLANNED}, S.PLANNED)  # P-70: receiving units, the young person's wish
CALL = Move({S.PLANNED}, S.PLANNED)  # P-70: when and where, and who is called
MEET = Move({S.PLANNED}, S.MEETING_HELD)  # P-70: the joint meeting
HAND_OVER = Move({S.MEETING_HELD}, S.HANDED_OVER)  # P-70: each sending unit has confirmed
CLOSE = Move({S.HANDED_OVER}, S.CLOSED)
DROP = Move(set(BEFORE_HANDOVER), S.NOT_NEEDED)


class TransitionKind(models.TextChoices):
    ADULT_18 = "adult_18", _("Vuxenlivet vid 18 år")
    PLACED_21 = "placed_21", _("Åldersgränsen 21 år för placerade")
    HABILITATION_16 = "habilitation_16", _("Byte av habilitering vid 16 år")
    SERVICES = "services", _("Byte av verksamhet")
    SCHOOL_STAGE = "school_stage", _("Byte av förskola, skola eller stadium")


BY_BIRTHDAY = {TransitionKind.ADULT_18: 18, TransitionKind.PLACED_21: 21, TransitionKind.HABILITATION_16: 16}
BY_HAND = (TransitionKind.SERVICES, TransitionKind.SCHOOL_STAGE)  # P-72


class GuardianWish(models.TextChoices):
    """What the young person wants of the guardians after the eighteenth birthday. [P-70, P-71]"""

    UNASKED = "unasked", _("Inte tillfrågad än")
    INVOLVED = "involved", _("Vill att vårdnadshavarna är med också efter 18")
    NOT_INVOLVED = "not_involved", _("Vill inte att vårdnadshavarna är med efter 18")


class DropReason(models.TextChoices):
    NO_SUPPORT = "no_support", _("Stödet avslutas före övergången")
    MOVED = "moved", _("Den unga har flyttat härifrån")
    DECLINED = "declined", _("Den unga vill inte")
    OTHER = "other", _("Annat skäl")


class MeetingReply(models.TextChoices):
    YES = "yes", _("Kommer")
    NO = "no", _("Kommer inte")


class UnitPart(models.TextChoices):
    SENDING = "sending", _("Lämnar över")
    RECEIVING = "receiving", _("Tar emot")
