"""The states of a report and the table of moves, for both ladders. Which rungs a region has is data. [SM-3]

`SEND`, `MARK_PRINCIPLED` and `LIFT` are keyed by the rung that the report comes to (`cfg.deviation_ladder`).
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.states import Transition


class DeviationStatus(models.TextChoices):
    DRAFT = "draft", _("Utkast")
    WITH_LINE_MANAGER = "with_line_manager", _("Hos närmaste chefer")
    WITH_MANAGERS = "with_managers", _("Hos ansvariga chefer")
    IN_FORUM = "in_forum", _("I individforum")
    PRINCIPLED = "principled", _("Principiell, ska skickas vidare")
    SUBMITTED = "submitted", _("Skickad till sekretariatet")
    RECEIVED = "received", _("Mottagen av sekretariatet")
    RETURNED = "returned", _("Tillbaka med en fråga")
    UNDER_REVIEW = "under_review", _("Handläggs av sekretariatet")
    RAISED_TO_BUSSAM = "raised_to_bussam", _("Lyft till regionala gruppen")
    ASSIGNMENT_CREATED = "assignment_created", _("Har lett till ett uppdrag")
    IN_LOCAL_GROUP = "in_local_group", _("I den lokala gruppen")
    IN_PREPARATORY_GROUP = "in_preparatory_group", _("I beredningsgruppen")
    IN_REGIONAL_GROUP = "in_regional_group", _("I regionala gruppen")
    IN_MANAGERS_FORUM = "in_managers_forum", _("I chefsforum")
    IN_POLITICAL_FORUM = "in_political_forum", _("I politiskt forum")
    ANSWERED = "answered", _("Besvarad")
    RESOLVED = "resolved", _("Löst")
    CLOSED = "closed", _("Avslutad")
    WITHDRAWN = "withdrawn", _("Återtagen")


S = DeviationStatus
ENDED = frozenset({S.CLOSED, S.WITHDRAWN})
OPEN = frozenset(set(S) - ENDED - {S.DRAFT})
WITH_SIDES = frozenset({S.WITH_LINE_MANAGER, S.WITH_MANAGERS})
SETTLED = frozenset({S.RESOLVED, S.ANSWERED, S.ASSIGNMENT_CREATED})
ANSWERED = SETTLED | {S.CLOSED}

SEND = {
    "line_manager": Transition({S.DRAFT}, S.WITH_LINE_MANAGER),  # [001:L331-333]
    "responsible_managers": Transition({S.DRAFT}, S.WITH_MANAGERS),  # [004:L766-770]
}
RESOLVE = Transition(
    {
        S.WITH_LINE_MANAGER,  # [001:L331-333]
        S.IN_FORUM,  # [001:L335-339]
        S.WITH_MANAGERS,  # [004:L766-770]
        S.IN_LOCAL_GROUP,  # [004:L676-680]
    },
    S.RESOLVED,
)
REFER_TO_FORUM = Transition({S.WITH_LINE_MANAGER}, S.IN_FORUM)  # [001:L333-335]
MARK_PRINCIPLED = {
    "secretariat": Transition({S.WITH_LINE_MANAGER, S.IN_FORUM}, S.PRINCIPLED),  # [001:L335-339]
    "local_group": Transition({S.WITH_MANAGERS}, S.IN_LOCAL_GROUP),  # [004:L768-772]
}
LIFT = {
    "preparatory_group": Transition({S.IN_LOCAL_GROUP}, S.IN_PREPARATORY_GROUP),  # [004:L676-680][004:L772-776]
    "regional_group": Transition({S.IN_LOCAL_GROUP, S.IN_PREPARATORY_GROUP}, S.IN_REGIONAL_GROUP),  # [default]
    "managers_forum": Transition(
        {S.IN_PREPARATORY_GROUP, S.IN_REGIONAL_GROUP},  # [004:L774-776]; [default] where the group is a rung
        S.IN_MANAGERS_FORUM,
    ),
    "political_forum": Transition({S.IN_MANAGERS_FORUM}, S.IN_POLITICAL_FORUM),  # [004:L776]
}
SUBMIT = Transition({S.PRINCIPLED}, S.SUBMITTED)  # [001:L335-339][003:L1361-1363]
RECEIVE = Transition({S.SUBMITTED}, S.RECEIVED)  # [003:L1361-1363]
RETURN = Transition({S.RECEIVED}, S.RETURNED)  # [default]
COMPLETE = Transition({S.RETURNED}, S.RECEIVED)  # [default] the question has its answer
REVIEW = Transition({S.RECEIVED}, S.UNDER_REVIEW)  # [003:L1365-1371]
RAISE_TO_BUSSAM = Transition({S.UNDER_REVIEW}, S.RAISED_TO_BUSSAM)  # [000:L308-314]
NOTE_ASSIGNMENT = Transition({S.RAISED_TO_BUSSAM}, S.ASSIGNMENT_CREATED)  # [000:L308-314]
ANSWER = Transition(
    {
        S.UNDER_REVIEW,  # the secretariat answers
        S.RAISED_TO_BUSSAM,  # [000:L308-314]
        S.IN_REGIONAL_GROUP,  # [default] as the forum above it
        S.IN_MANAGERS_FORUM,  # [004:L776]
        S.IN_POLITICAL_FORUM,  # [004:L776]
    },
    S.ANSWERED,
)
CLOSE = Transition({S.ANSWERED, S.ASSIGNMENT_CREATED, S.UNDER_REVIEW, S.RESOLVED}, S.CLOSED)  # [003:L1365-1371]
MERGE = Transition(OPEN, S.CLOSED)  # [default] the same thing is reported already
WITHDRAW = Transition(OPEN, S.WITHDRAWN)  # [default] kept, counted separately


def guard_in(report: Any, allowed: frozenset[DeviationStatus]) -> None:
    """For what is done without a move. Raises WrongState."""
    Transition(allowed, report.status).guard(report)
