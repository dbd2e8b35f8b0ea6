"""What happens to a proposal that a child's record be deleted: two persons, then the night's job. [security 6]"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transition


class ProposalStatus(models.TextChoices):
    PROPOSED = "proposed", _("Väntar på två godkännanden")
    FIRST_APPROVED = "first_approved", _("Väntar på ett godkännande till")
    APPROVED = "approved", _("Gallras i natt")
    EXECUTED = "executed", _("Gallrad")
    REJECTED = "rejected", _("Avslagen")
    STOPPED = "stopped", _("Stoppad")
    LAPSED = "lapsed", _("Inte längre aktuell")


S = ProposalStatus
OPEN = frozenset({S.PROPOSED, S.FIRST_APPROVED, S.APPROVED})

APPROVE_FIRST = Transition({S.PROPOSED}, S.FIRST_APPROVED)  # [security 2: two persons of the owning principal]
APPROVE_SECOND = Transition({S.FIRST_APPROVED}, S.APPROVED)  # [security 2, 6]
REJECT = Transition(OPEN, S.REJECTED)  # [security 6: a proposal, decided by people]
STOP = Transition(OPEN, S.STOPPED)  # legal hold and «bevaras» [security 6, facts 9.31]
LAPSE = Transition(OPEN, S.LAPSED)  # something was written since: the time counts anew [facts 1.6, SoL 16:1]
EXECUTE = Transition({S.APPROVED}, S.EXECUTED)  # in the database alone, as bus_retention [security 3, 6]

APPROVING = {move.target: move for move in (APPROVE_FIRST, APPROVE_SECOND)}


class Subject(models.TextChoices):
    """What is deleted as a whole: everything of one principal around a child, or in a case without an own child."""

    CHILD = "child", _("Barnets akt")
    CASE = "case", _("Ärende utan eget barn")


class RejectReason(models.TextChoices):
    NEEDED = "needed", _("Uppgifterna behövs fortfarande i arbetet")
    WRONG_CLASS = "wrong_class", _("Fel gallringsregel")
    NOT_ARCHIVED = "not_archived", _("Ska först lämnas till arkivet")
    OTHER = "other", _("Annat skäl")


class HoldReason(models.TextChoices):
    LEGAL = "legal", _("Rättsprocess, tillsyn eller skadestånd")
    REQUESTED = "requested", _("Begäran om utlämnande eller registerutdrag")
    PRESERVED = "preserved", _("Bevaras för forskning")  # [facts 1.6, SoL 16:4]
    PLACED = "placed", _("Placering, faderskap eller adoption")  # [facts 1.6, SoL 16:2]
    OTHER = "other", _("Annat skäl")
