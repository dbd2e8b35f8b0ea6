"""SM-1: the states of a SIP plan and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transition


class PlanStatus(models.TextChoices):
    """`follow_up_due` is never stored: it follows from the day agreed, so no dead worker can hide it."""

    NEED_IDENTIFIED = "need_identified", _("Behov uppmärksammat")
    NOT_NEEDED = "not_needed", _("SIP behövs inte")
    OFFERED = "offered", _("Erbjuden")
    DECLINED = "declined", _("Tackade nej")
    CONSENTED = "consented", _("Samtycke finns")
    PREPARING = "preparing", _("Förbereds")
    MEETING_CALLED = "meeting_called", _("Möte är kallat")
    DRAFTED = "drafted", _("Utkast")
    ACTIVE = "active", _("Pågår")
    CLOSED = "closed", _("Avslutad")
    TRANSFERRED = "transferred", _("Överlämnad")
    STOPPED = "stopped", _("Stoppad")


S = PlanStatus
ENDED = frozenset({S.NOT_NEEDED, S.CLOSED, S.TRANSFERRED, S.STOPPED})
OPEN = frozenset(set(S) - ENDED)
WRITTEN = frozenset({S.MEETING_CALLED, S.DRAFTED, S.ACTIVE})  # while the plan's content may change

OFFER = Transition({S.NEED_IDENTIFIED, S.DECLINED}, S.OFFERED)  # [004:L980-982][000:L467-468]
LEAVE_OUT = Transition({S.NEED_IDENTIFIED}, S.NOT_NEEDED)  # P-36, P-37
DECLINE = Transition({S.OFFERED}, S.DECLINED)  # [000:L465-468]
CONSENT = Transition({S.OFFERED}, S.CONSENTED)  # [000:L466-467]
START = Transition({S.CONSENTED}, S.PREPARING)  # P-39, P-40
CALL = Transition({S.PREPARING, S.MEETING_CALLED}, S.MEETING_CALLED)  # P-31, P-42; anew when the first was cancelled
DRAFT = Transition({S.MEETING_CALLED}, S.DRAFTED)  # P-41, P-43
ACTIVATE = Transition({S.DRAFTED}, S.ACTIVE)  # domain 4.4, C1-C7
RENEW = Transition({S.ACTIVE}, S.ACTIVE)  # a follow-up gives a new version P-46..P-48
CLOSE = Transition({S.ACTIVE}, S.CLOSED)  # SM-1 [default]
TRANSFER = Transition({S.ACTIVE}, S.TRANSFERRED)  # P-70
STOP = Transition(set(OPEN), S.STOPPED)  # CS-20


class ClosingReason(models.TextChoices):
    GOALS_MET = "goals_met", _("Målen är nådda")
    MOVED = "moved", _("Barnet har flyttat")
    REPLACED = "replaced", _("En annan plan har tagit över")
    OWN_WISH = "own_wish", _("Barnet eller vårdnadshavarna vill avsluta")
    ADULT = "adult", _("Stödet fortsätter hos verksamheter för vuxna")


class NotNeededReason(models.TextChoices):
    """[P-36, P-37, 002:L52-57]"""

    ONE_PRINCIPAL = "one_principal", _("En enda huvudman kan ge det stöd som behövs")
    COOPERATION = "cooperation", _("Samarbete utan en plan räcker")
    OTHER_PLAN = "other_plan", _("En annan plan har allt innehåll som krävs")


class MeetingKind(models.TextChoices):
    PLANNING = "planning", _("Möte för att göra planen")
    FOLLOW_UP = "follow_up", _("Uppföljningsmöte")


class MeetingStatus(models.TextChoices):
    CALLED = "called", _("Kallat")
    HELD = "held", _("Hållet")
    CANCELLED = "cancelled", _("Inställt")


HOLD_MEETING = Transition({MeetingStatus.CALLED}, MeetingStatus.HELD)
CANCEL_MEETING = Transition({MeetingStatus.CALLED}, MeetingStatus.CANCELLED)


class HandoverStatus(models.TextChoices):
    PROPOSED = "proposed", _("Väntar på svar")
    ACCEPTED = "accepted", _("Övertagen")
    DECLINED = "declined", _("Tackade nej")
    RECALLED = "recalled", _("Återtagen")


ACCEPT_HANDOVER = Transition({HandoverStatus.PROPOSED}, HandoverStatus.ACCEPTED)
DECLINE_HANDOVER = Transition({HandoverStatus.PROPOSED}, HandoverStatus.DECLINED)
RECALL_HANDOVER = Transition({HandoverStatus.PROPOSED}, HandoverStatus.RECALLED)
