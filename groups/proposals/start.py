"""What is proposed and waits for an answer, on the start page; words for the acts and notices. [F32]"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Acting, Asks
from core.notices.about import Described
from core.notices.kinds import Kind
from core.ui.registry import Duty
from core.ui.said import said
from groups.meetings.policies import is_in_forums
from groups.proposals import policies
from groups.proposals.page import list_url

ACTS = {
    "proposal.made": gettext_lazy("Föreslog en punkt till en dagordning"),
    "proposal.taken_in": gettext_lazy("Tog in en föreslagen punkt på en dagordning"),
    "proposal.deferred": gettext_lazy("Sköt upp en föreslagen punkt"),
    "proposal.turned_down": gettext_lazy("Sade nej till en föreslagen punkt"),
    "proposal.taken_back": gettext_lazy("Drog tillbaka en föreslagen punkt"),
}
NOTICES = (
    Kind("proposal_made", gettext_lazy("Någon har föreslagit en punkt till dagordningen."), once=True),
    Kind("proposal_answered", gettext_lazy("Du har fått svar på ditt förslag till dagordningen."), once=False),
)


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    if not is_in_forums(acting):
        return
    waiting = policies.to_answer(acting)
    yield Asks(waiting)
    for one in waiting:
        yield Duty(
            title=_("Ta ställning till förslaget ”%(title)s”") % {"title": one.title},
            url=list_url(one.forum_id),
            button=_("Visa förslaget"),
            detail=said(one.forum.name),
        )


def describe(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    found = policies.visible_proposals(acting).filter(pk__in=ids).select_related("forum")
    yield Asks(found)
    for one in found:
        yield one.pk, Described(f"{said(one.forum.name)}, {one.title}", f"{list_url(one.forum_id)}?state=all")


DESCRIBES = {"groups.itemproposal": describe}
DUTIES = (duties,)
