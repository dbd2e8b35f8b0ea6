"""States and events of an obligation, and the table of moves. [SM-12]"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transition


class ObligationStatus(models.TextChoices):
    PENDING = "pending", _("Löper")
    DUE_SOON = "due_soon", _("Snart dags")
    BREACHED = "breached", _("Försenad")
    MET = "met", _("Klar i tid")
    MET_LATE = "met_late", _("Klar för sent")
    WAIVED = "waived", _("Avskriven")


class EventKind(models.TextChoices):
    NOTICED = "noticed", _("Behovet uppmärksammades")
    STARTED = "started", _("Fristen började")
    PAUSED = "paused", _("Fristen pausades")
    RESUMED = "resumed", _("Fristen fortsatte")
    EXTENDED = "extended", _("Fristen förlängdes")
    CORRECTED = "corrected", _("Startdagen rättades")
    REASSIGNED = "reassigned", _("Någon annan ansvarar för fristen")
    WARNED = "warned", _("Påminnelse")
    BREACHED = "breached", _("Fristen passerades")
    ESCALATED = "escalated", _("Förseningen lyftes")
    MET = "met", _("Det som skulle göras gjordes")
    WAIVED = "waived", _("Fristen avskrevs")


class ChangeReason(models.TextChoices):
    """Why somebody changed a clock. The words, if any, stand on the case; the clock keeps only the code."""

    WRONG_DATE = "wrong_date", _("Datumet var fel")
    FAMILY_WISH = "family_wish", _("Familjen önskar det")
    WAITING = "waiting", _("Väntar på en annan part")
    AGREED = "agreed", _("Parterna är överens")
    CASE_CLOSED = "case_closed", _("Ärendet är avslutat")
    NOT_NEEDED = "not_needed", _("Behövs inte längre")
    TAKEN_OVER = "taken_over", _("En kollega har tagit över")
    GIVEN_BACK = "given_back", _("Övertagandet har tagit slut")
    COMPLEX = "complex", _("Begäran är svår att besvara")  # [GDPR 12.3]
    MANY_REQUESTS = "many_requests", _("Det är många begäranden")  # [GDPR 12.3]
    PERIOD_OVER = "period_over", _("Perioden är slut")
    WAIT_OVER = "wait_over", _("Väntan är över")
    OTHER = "other", _("Annat skäl")


# Why a clock may stand still.
WAITS = (ChangeReason.WAITING, ChangeReason.FAMILY_WISH, ChangeReason.AGREED, ChangeReason.OTHER)


LIVE = (ObligationStatus.PENDING, ObligationStatus.DUE_SOON, ObligationStatus.BREACHED)
BEFORE_BREACH = (ObligationStatus.PENDING, ObligationStatus.DUE_SOON)
ENDED = (ObligationStatus.MET, ObligationStatus.MET_LATE, ObligationStatus.WAIVED)

WARN = Transition({ObligationStatus.PENDING, ObligationStatus.DUE_SOON}, ObligationStatus.DUE_SOON)  # SM-12
BREACH = Transition(set(BEFORE_BREACH), ObligationStatus.BREACHED)  # SM-12
MEET = Transition(set(LIVE), ObligationStatus.MET)  # SM-12; met_late when the day has passed
WAIVE = Transition(set(LIVE), ObligationStatus.WAIVED)  # SM-12
# Pause, resume, extend, correct, reassign: SM-12 "recomputed by event".
CHANGE = Transition(set(LIVE), ObligationStatus.PENDING)
DONE = (ObligationStatus.MET, ObligationStatus.MET_LATE)
# Its first day was wrong: the same obligation is judged anew, what was judged before stands in the event. [domain 5]
JUDGE_ANEW = Transition(set(DONE), ObligationStatus.MET)
