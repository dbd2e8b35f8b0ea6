"""The states of a group's plan for a year, of each thing to be done by it, and of what hampers or helps. [SM-10]"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.states import Transition as Move


class PlanStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("en handlingsplan", "Utkast")
    ADOPTED = "adopted", pgettext_lazy("en handlingsplan", "Beslutad")
    IN_PROGRESS = "in_progress", pgettext_lazy("en handlingsplan", "Arbetet pågår")
    FOLLOWED_UP = "followed_up", pgettext_lazy("en handlingsplan", "Uppföljd")
    CLOSED = "closed", pgettext_lazy("en handlingsplan", "Avslutad")


S = PlanStatus
PUBLIC = frozenset({S.ADOPTED, S.IN_PROGRESS, S.FOLLOWED_UP, S.CLOSED})  # all who work in the region. [domain 2]
OPEN = frozenset({S.DRAFT, S.ADOPTED, S.IN_PROGRESS})  # something may still be added to it
RUNNING = frozenset({S.ADOPTED, S.IN_PROGRESS})

ADOPT = Move({S.DRAFT}, S.ADOPTED)  # 003:L1353-1357, 004:L686-688: the group decides it at a meeting
BEGIN = Move({S.ADOPTED}, S.IN_PROGRESS)  # [default]: the leader, or by itself as the first activity is under way
FOLLOW_UP = Move({S.IN_PROGRESS}, S.FOLLOWED_UP)  # 003:L1353-1357: what the year gave is written down
CLOSE = Move({S.FOLLOWED_UP}, S.CLOSED)  # [default]: the leader; what was not done can go into the next plan
MOVES = (ADOPT, BEGIN, FOLLOW_UP, CLOSE)


class ActivityStatus(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("en aktivitet", "Inte påbörjad")
    IN_PROGRESS = "in_progress", pgettext_lazy("en aktivitet", "Pågår")
    DONE = "done", pgettext_lazy("en aktivitet", "Klar")
    DROPPED = "dropped", pgettext_lazy("en aktivitet", "Blev inte av")


A = ActivityStatus
UNDONE = frozenset({A.PLANNED, A.IN_PROGRESS})
START = Move({A.PLANNED, A.DONE, A.DROPPED}, A.IN_PROGRESS)  # [default]: begun, or taken up again
FINISH = Move(set(UNDONE), A.DONE)  # AG-22: with its result
DROP = Move(set(UNDONE), A.DROPPED)  # [default]: with the reason
ACTIVITY_MOVES = (START, FINISH, DROP)
BY_TARGET = {str(move.target): move for move in ACTIVITY_MOVES}


class ObstacleKind(models.TextChoices):
    OBSTACLE = "obstacle", _("Hinder")  # G-071
    ENABLER = "enabler", _("Något som hjälper")  # 002:L971-981


class ObstacleStatus(models.TextChoices):
    NOTED = "noted", pgettext_lazy("ett hinder", "Uppmärksammat")
    IN_HAND = "in_hand", pgettext_lazy("ett hinder", "Pågår")
    SOLVED = "solved", pgettext_lazy("ett hinder", "Klart")
    DROPPED = "dropped", pgettext_lazy("ett hinder", "Avskrivet")


B = ObstacleStatus
STANDING = frozenset({B.NOTED, B.IN_HAND})
TAKE_ON = Move(set(STANDING), B.IN_HAND)  # 001:L234-238: somebody and a measure; also another measure
SOLVE = Move(set(STANDING), B.SOLVED)  # 001:L238, 000:L428: removed, or what helps is made use of
LEAVE = Move(set(STANDING), B.DROPPED)  # [default]: nothing the group can do, with the reason
RETURN = Move({B.SOLVED, B.DROPPED}, B.NOTED)  # 002:L978-981: followed continuously; it is there again
OBSTACLE_MOVES = (TAKE_ON, SOLVE, LEAVE, RETURN)
