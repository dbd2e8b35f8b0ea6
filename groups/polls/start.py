"""Times to answer and to choose among, on the start page; words for the acts and notices. [F31]"""

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
from groups.polls import policies
from groups.polls.page import poll_url

ACTS = {
    "poll.asked": gettext_lazy("Frågade om tider för ett möte"),
    "poll.answered": gettext_lazy("Svarade på en fråga om tider för ett möte"),
    "poll.settled": gettext_lazy("Valde tid för ett möte"),
    "poll.ended": gettext_lazy("Avslutade en fråga om tider utan möte"),
    "poll.ran_out": gettext_lazy("En fråga om tider avslutades när alla tider hade passerat"),
}
NOTICES = (
    Kind("poll_asked", gettext_lazy("Din grupp söker en tid för nästa möte."), once=True),
    Kind("poll_reminded", gettext_lazy("Påminnelse: du har inte svarat på när din grupp kan mötas."), once=True),
    Kind("poll_complete", gettext_lazy("Alla har svarat på din fråga om tider."), once=True),
    Kind("poll_settled", gettext_lazy("Tiden för din grupps nästa möte är vald."), once=True),
    Kind("poll_ended", gettext_lazy("En fråga om tider är avslutad utan möte."), once=True),
    Kind("poll_ran_out", gettext_lazy("Din fråga om tider är avslutad. Alla tider har passerat."), once=True),
)


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    if not is_in_forums(acting):
        return
    asked, ripe = policies.unanswered(acting, today), policies.to_settle(acting, today)
    yield Asks(asked, ripe)
    for poll in asked:
        yield Duty(
            title=_("Svara på när %(forum)s kan mötas") % {"forum": said(poll.forum.name)},
            url=reverse("groups:poll_answer", args=[poll.pk]),
            button=_("Svara"),
            due_on=poll.reply_by,
        )
    for poll in ripe:
        yield Duty(
            title=_("Välj tid för nästa möte i %(forum)s") % {"forum": said(poll.forum.name)},
            url=poll_url(poll),
            button=_("Välj tid"),
            due_on=poll.reply_by,
        )


def describe(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    found = policies.visible_polls(acting).filter(pk__in=ids).select_related("forum")
    yield Asks(found)
    for poll in found:
        yield poll.pk, Described(said(poll.forum.name), poll_url(poll))


DESCRIBES = {"groups.datepoll": describe}
DUTIES = (duties,)
