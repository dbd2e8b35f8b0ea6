"""What lifted questions add to the pages below: what waits for a forum's leader, words for acts and notices."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Acting, Asks
from core.access.expressions import within
from core.notices.about import Described
from core.notices.kinds import Kind
from core.obligations.owed import owed_by
from core.ui.registry import Duty
from core.ui.said import said
from groups.lifting import policies, states
from groups.lifting.deadlines import ANSWERED
from groups.lifting.models import LiftedQuestion, LiftStep

ACTS = {
    "lift.lifted": gettext_lazy("Lyfte en fråga till gruppen ovanför"),
    "lift.received": gettext_lazy("Tog emot en lyft fråga"),
    "lift.prepared": gettext_lazy("Beredde en lyft fråga"),
    "lift.on_agenda": gettext_lazy("Satte en lyft fråga på dagordningen"),
    "lift.passed_on": gettext_lazy("Skickade en lyft fråga vidare uppåt"),
    "lift.answered": gettext_lazy("Besvarade en lyft fråga"),
    "lift.confirmed": gettext_lazy("Tog emot svaret på en lyft fråga"),
    "lift.withdrawn": gettext_lazy("Tog tillbaka en lyft fråga"),
}
NOTICES = (
    Kind("lift_received", gettext_lazy("Din grupp har fått en fråga från en annan grupp."), once=False),
    Kind("lift_on_its_way", gettext_lazy("En fråga som din grupp lyfte har skickats vidare."), once=False),
    Kind("lift_answered", gettext_lazy("En fråga som din grupp har skickat uppåt har fått svar."), once=False),
    Kind("lift_confirmed", gettext_lazy("Den grupp som frågade har tagit emot svaret."), once=False),
    Kind("lift_withdrawn", gettext_lazy("En fråga till din grupp har tagits tillbaka."), once=False),
)


def describe(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    """The question's name, to whoever may see it."""
    found = policies.visible_questions(acting).filter(pk__in=ids)
    yield Asks(found)
    for question in found:
        yield question.pk, Described(question.title, reverse("groups:lift_detail", args=[question.pk]))


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """An answer that has come, to whoever leads the forum that asked; what waits, to all who answer there.

    Whoever is named by its clock has the clock's own line.
    """
    if not policies.is_in_forums(acting):
        return
    came = Q(within("origin_id", "led_forum_ids"), status=states.L.ANSWERED)
    named = owed_by(acting, today).filter(code=ANSWERED.code, subject_id=OuterRef("pk"))
    waits = Q(within("pk", "asked_question_ids")) & ~Q(Exists(named))
    here = LiftStep.objects.filter(question=OuterRef("pk"), status__in=states.HERE)
    found = LiftedQuestion.objects.filter(came | waits, region=acting.region_id).select_related("origin")
    found = found.annotate(due_on=Subquery(here.values("due_on")[:1])).order_by("lifted_on", "id")
    yield Asks(found)
    for question in found:
        is_answered = question.status == states.L.ANSWERED
        yield Duty(
            title=_("Ta emot svaret på frågan ni lyfte") if is_answered else str(ANSWERED.title),
            url=reverse("groups:lift_detail", args=[question.pk]),
            button=_("Läs svaret") if is_answered else str(ANSWERED.button),
            due_on=question.due_on,
            detail=f"{question.title}, {said(question.origin.name)}",
        )


DESCRIBES = {"groups.liftedquestion": describe}
DUTIES = (duties,)
