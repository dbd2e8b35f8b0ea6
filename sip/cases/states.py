"""SM-2: the states of a case in the individual forum and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transition


class ForumCaseStatus(models.TextChoices):
    RAISED = "raised", _("Ska kallas")
    RETURNED = "returned", _("Återlämnat")
    CONVENED = "convened", _("Kallat")
    HELD = "held", _("Mötet har hållits")
    RESOLVED = "resolved", _("Löst")
    UNRESOLVED = "unresolved", _("Inte löst")
    ESCALATED = "escalated", _("Hos de berörda cheferna")
    PRINCIPLED_FORWARDED = "principled_forwarded", _("Principfrågan är skickad vidare")
    DECIDED = "decided", _("Beslutat")
    CLOSED = "closed", _("Avslutat")
    WITHDRAWN = "withdrawn", _("Återtaget")


S = ForumCaseStatus
ENDED = frozenset({S.RETURNED, S.CLOSED, S.WITHDRAWN})
OPEN = frozenset(set(S) - ENDED)
ANSWERED = frozenset({S.DECIDED, S.CLOSED})  # what the managers decided can go back to where the case came from

RETURN = Transition({S.RAISED}, S.RETURNED)  # SM-2 [default]
ENQUIRE = Transition({S.RAISED}, S.RAISED)  # P-83b: a question about times moves nothing
CONVENE = Transition({S.RAISED, S.HELD, S.CONVENED}, S.CONVENED)  # P-83; CS-10; anew when the consent is gone CS-20
CHANGE_SITTING = Transition({S.CONVENED}, S.CONVENED)  # moved, or more are called: the same sitting [P-83]
CALL_OFF = Transition({S.CONVENED}, S.RAISED)  # cancelled before any was held: to be called anew [SM-5, default]
CALL_OFF_NEXT = Transition({S.CONVENED}, S.HELD)  # cancelled after one that was held [SM-5, default]
HOLD = Transition({S.CONVENED}, S.HELD)  # S-25
RESOLVE = Transition({S.HELD}, S.RESOLVED)  # P-84, P-86
LEAVE_UNRESOLVED = Transition({S.HELD}, S.UNRESOLVED)  # [001:L357-359]
ESCALATE = Transition({S.UNRESOLVED}, S.ESCALATED)  # [001:L242-244]
DECIDE = Transition({S.ESCALATED, S.PRINCIPLED_FORWARDED}, S.DECIDED)  # P-87
FORWARD_PRINCIPLE = Transition({S.ESCALATED}, S.PRINCIPLED_FORWARDED)  # [001:L335-339]
CLOSE = Transition({S.RESOLVED, S.DECIDED}, S.CLOSED)  # SM-2 [default]
WITHDRAW = Transition(set(OPEN), S.WITHDRAWN)  # CS-20


class RaiseReason(models.TextChoices):
    """Why the individual forum is needed. [X-24]"""

    COOPERATION_FAILED = "cooperation_failed", _("Ordinarie samarbete har inte räckt")
    AFTER_SIP = "after_sip", _("En SIP har inte lett till någon lösning")
    STAFF_SHORTCOMING = "staff_shortcoming", _("En brist i samverkan som cheferna inte har löst")


class ReturnReason(models.TextChoices):
    NOT_TRIED = "not_tried", _("Ordinarie samarbete har inte prövats")
    WRONG_DISTRICT = "wrong_district", _("Ärendet hör till en annan stadsdel")


class WithdrawReason(models.TextChoices):
    CONSENT = "consent", _("Samtycket har återkallats")
    PARTY = "party", _("En part har dragit tillbaka ärendet")


class Part(models.TextChoices):
    """What a participation is in a case."""

    RAISER = "raiser", _("Väckte ärendet")
    UNIT = "unit", _("Berörd verksamhet")
    RECEIVER = "receiver", _("Tar emot uppgifter")
    CALLED = "called", _("Kallad chef")
    SUBSTITUTE = "substitute", _("Ersättare")
    CASEWORKER = "caseworker", _("Kallad handläggare")


CALLED_PARTS = (Part.CALLED, Part.SUBSTITUTE, Part.CASEWORKER)
