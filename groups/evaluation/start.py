"""That a meeting one was at waits for how it was, on the start page; words for the act and the notice."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Acting, Asks
from core.notices.kinds import IN_PORTAL, Kind
from core.ui import dates
from core.ui.registry import Duty
from core.ui.said import said
from groups.evaluation import policies
from groups.meetings.policies import is_in_forums

ACTS = {"meeting.evaluated": gettext_lazy("Svarade på hur ett möte var")}
NOTICES = (Kind("meeting_evaluation", gettext_lazy("Du får gärna svara på hur mötet var."), channels=IN_PORTAL),)


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """Two presses and as many marks as there are questions."""
    if not is_in_forums(acting):
        return
    calls = policies.unanswered(acting, today)
    yield Asks(calls)
    for call in filter(lambda one: policies.is_open(one.meeting), calls):
        meeting = call.meeting
        yield Duty(
            title=_("Hur var mötet?"),
            url=reverse("groups:evaluation_answer", args=[meeting.pk]),
            button=_("Svara"),
            due_on=policies.answered_by(meeting),
            detail=f"{said(meeting.forum.name)}, {dates.day(meeting.held_on)}",
        )


DESCRIBES: dict = {}
DUTIES = (duties,)
