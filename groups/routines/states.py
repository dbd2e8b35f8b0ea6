"""The states of a routine, one row a version: decided by its forum, in force from a day, then replaced or ended. [SM-6]

A change is a new version with its own decision; the one before holds until the new one does.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

from core.states import Transition as Move


class RoutineStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("en rutin", "Utkast")
    DECIDED = "decided", pgettext_lazy("en rutin", "Beslutad, gäller inte än")
    IN_FORCE = "in_force", pgettext_lazy("en rutin", "Gäller")
    REPLACED = "replaced", pgettext_lazy("en rutin", "Ersatt")
    WITHDRAWN = "withdrawn", pgettext_lazy("en rutin", "Upphörd")
    ABANDONED = "abandoned", pgettext_lazy("en rutin", "Nedlagd")


S = RoutineStatus
UNDER_WAY = frozenset({S.DRAFT, S.DECIDED})
PUBLIC = frozenset({S.DECIDED, S.IN_FORCE, S.REPLACED, S.WITHDRAWN})  # everybody who works in the region. [domain 2]

DECIDE = Move({S.DRAFT}, S.DECIDED)  # 000:L418-419, 004:L254-258: the forum's leader notes what it has decided
ENTER = Move({S.DECIDED}, S.IN_FORCE)  # [default]: by itself, as its first day comes
REPLACE = Move({S.IN_FORCE}, S.REPLACED)  # derived: the next version has come into force
WITHDRAW = Move({S.DECIDED, S.IN_FORCE}, S.WITHDRAWN)  # [default]: the leader, with a reason
LAPSE = Move({S.IN_FORCE}, S.WITHDRAWN)  # [default]: by itself, as its last day has passed
ABANDON = Move({S.DRAFT}, S.ABANDONED)  # [default]: the leader, with a reason

MOVES = (DECIDE, ENTER, REPLACE, WITHDRAW, LAPSE, ABANDON)
