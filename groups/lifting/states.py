"""The states of a question that a forum lifts to the one above it, and of each step on its way. [S-57, F42]"""

from django.db import models
from django.utils.translation import pgettext_lazy

from core.states import Transition as Move


class LiftStatus(models.TextChoices):
    LIFTED = "lifted", pgettext_lazy("en lyft fråga", "Väntar på svar")
    ANSWERED = "answered", pgettext_lazy("en lyft fråga", "Besvarad")
    CONFIRMED = "confirmed", pgettext_lazy("en lyft fråga", "Svaret är mottaget")
    WITHDRAWN = "withdrawn", pgettext_lazy("en lyft fråga", "Återtagen")


class StepStatus(models.TextChoices):
    SENT = "sent", pgettext_lazy("en fråga hos en grupp", "Skickad")
    RECEIVED = "received", pgettext_lazy("en fråga hos en grupp", "Mottagen")
    PASSED_ON = "passed_on", pgettext_lazy("en fråga hos en grupp", "Skickad vidare")
    ANSWERED = "answered", pgettext_lazy("en fråga hos en grupp", "Besvarad")
    WITHDRAWN = "withdrawn", pgettext_lazy("en fråga hos en grupp", "Återtagen")


class Asks(models.TextChoices):
    """What the lifting forum asks for."""

    DECISION = "decision", pgettext_lazy("vad en lyft fråga gäller", "Ett beslut")
    STANCE = "stance", pgettext_lazy("vad en lyft fråga gäller", "Ett ställningstagande")
    INFORMATION = "information", pgettext_lazy("vad en lyft fråga gäller", "En upplysning")


L, S = LiftStatus, StepStatus
OPEN = frozenset({L.LIFTED})
WAITS = frozenset({L.LIFTED, L.ANSWERED})  # until the forum that asked has said what it did with the answer
HERE = frozenset({S.SENT, S.RECEIVED})  # the forum that it stands with owes the next step. [DL-58]

ANSWER = Move({L.LIFTED}, L.ANSWERED)  # 004:L696-732: analysis goes up and answers come down
CONFIRM = Move({L.ANSWERED}, L.CONFIRMED)  # F42: the answer is recorded, and the forum that asked has it [default]
WITHDRAW = Move({L.LIFTED}, L.WITHDRAWN)  # [default]: the forum that lifted it, with a reason

RECEIVE = Move({S.SENT}, S.RECEIVED)  # [default]: whoever leads the forum says that it has come
PASS_ON = Move(set(HERE), S.PASSED_ON)  # 003:L1309-1331, 004:L593-601: prepared below, decided above
ANSWER_STEP = Move(set(HERE), S.ANSWERED)  # 004:L722-732
WITHDRAW_STEP = Move(set(HERE), S.WITHDRAWN)  # [default]
