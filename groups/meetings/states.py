"""The states of a meeting, of an answer to its call, and what became of each item. [SM-5]"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transition as Move


class MeetingStatus(models.TextChoices):
    PLANNED = "planned", _("Planerat")
    CALLED = "called", _("Kallat")
    HELD = "held", _("Hållet")
    MINUTES_DRAFTED = "minutes_drafted", _("Protokollet justeras")
    MINUTES_APPROVED = "minutes_approved", _("Protokollet är justerat")
    DISSEMINATED = "disseminated", _("Fört vidare")
    CANCELLED = "cancelled", _("Inställt")


S = MeetingStatus
AHEAD = frozenset({S.PLANNED, S.CALLED})
BEING_WRITTEN = frozenset({S.CALLED, S.HELD})  # what is said at the table is written there and then
LOCKED = frozenset({S.MINUTES_APPROVED, S.DISSEMINATED})
TOOK_PLACE = frozenset({S.HELD, S.MINUTES_DRAFTED, *LOCKED})

CALL = Move({S.PLANNED}, S.CALLED)  # S-68: agenda, and invitees from memberships
CANCEL = Move(set(AHEAD), S.CANCELLED)  # [default]: with a reason
HOLD = Move({S.CALLED}, S.HELD)  # 003:L1782-1784: attendance per seat
HAND_IN = Move({S.HELD}, S.MINUTES_DRAFTED)  # S-22, S-69: every item has its outcome
HAND_BACK = Move({S.MINUTES_DRAFTED}, S.HELD)  # whoever approves it has found a fault
APPROVE = Move({S.MINUTES_DRAFTED}, S.MINUTES_APPROVED)  # 001:L325-327: all who were appointed
PASS_ON = Move({S.MINUTES_APPROVED}, S.DISSEMINATED)  # S-70, DL-24


class ItemPurpose(models.TextChoices):
    """What the meeting is to do with the item."""

    INFORM = "inform", _("Informera")
    DISCUSS = "discuss", _("Diskutera")
    DECIDE = "decide", _("Besluta")


class ItemOrigin(models.TextChoices):
    """Where a heading of the agenda comes from; what a meeting takes up by itself has none."""

    TEMPLATE = "template", _("Regionens mall")
    GROUP = "group", _("Gruppens stående punkt")


class ItemOutcome(models.TextChoices):
    """What became of it: no meeting is closed with an item that has none. [S-22]"""

    NONE = "none", pgettext_lazy("vad som blev av en punkt", "Inte avslutad")
    NOTED = "noted", _("Behandlad")
    DECIDED = "decided", _("Beslutad")
    CARRIED = "carried", _("Tas upp nästa möte")
    NOT_TAKEN = "not_taken", _("Togs inte upp")
    REFERRED = "referred", _("Utanför mandatet, lämnas vidare")


class Place(models.TextChoices):
    """In which capacity somebody is called."""

    MEMBER = "member", _("Ledamot")
    SUBSTITUTE = "substitute", _("Ersättare")
    CO_OPTED = "co_opted", _("Adjungerad")
