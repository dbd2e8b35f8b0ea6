"""A survey to answer, on the start page; words for the acts and notices. [F133, F135]"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Acting, Asks
from core.notices.about import Described
from core.notices.kinds import Kind
from core.ui.registry import Duty
from core.ui.said import said
from groups.meetings.policies import is_in_forums
from groups.surveys import policies
from groups.surveys.page import round_url, title_of

ACTS = {
    "survey.opened": gettext_lazy("Öppnade en enkät till en grupp"),
    "survey.answered": gettext_lazy("Svarade på en enkät till gruppen"),
}
NOTICES = (
    Kind("survey_opened", gettext_lazy("Din grupp har en enkät att svara på.")),
    Kind("survey_reminded", gettext_lazy("Påminnelse: du har inte svarat på enkäten till din grupp.")),
    Kind("survey_closed", gettext_lazy("Svaren på enkäten till din grupp går att läsa.")),
)


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    if not is_in_forums(acting):
        return
    rounds = policies.unanswered(acting, today)
    yield Asks(rounds)
    for one in rounds:
        yield Duty(
            title=_("Svara på %(survey)s") % {"survey": title_of(one)},
            url=reverse("groups:survey_answer", args=[one.pk]),
            button=_("Svara"),
            due_on=one.closes_on,
            detail=said(one.forum.name),
        )


def describe(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    found = policies.visible_rounds(acting).filter(pk__in=ids)
    yield Asks(found)
    for one in found:
        yield one.pk, Described(f"{title_of(one)}, {said(one.forum.name)}", round_url(one))


DESCRIBES = {"groups.surveyround": describe}
DUTIES = (duties,)
