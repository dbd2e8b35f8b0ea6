"""Views that wait for an answer, on the start page; words for the acts and notices. [F53]"""

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
from groups.voices import policies
from groups.voices.page import list_url

ACTS = {
    "voice.registered": gettext_lazy("Skrev ned synpunkter från en intresseorganisation"),
    "voice.answered": gettext_lazy("Svarade på synpunkter från en intresseorganisation"),
}
NOTICES = (
    Kind("voice_registered", gettext_lazy("En intresseorganisation har lämnat synpunkter till din grupp.")),
    Kind("voice_answered", gettext_lazy("Gruppen har svarat på synpunkter som du har lämnat.")),
)


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """What others than the acting one have written down."""
    if not is_in_forums(acting):
        return
    waiting = policies.to_answer(acting)
    yield Asks(waiting)
    for one in waiting:
        yield Duty(
            title=_("Svara på synpunkter från %(organisation)s") % {"organisation": one.organisation},
            url=reverse("groups:voice_answer", args=[one.pk]),
            button=_("Svara"),
            detail=said(one.forum.name),
        )


def describe(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    found = policies.visible_voices(acting).filter(pk__in=ids).select_related("forum")
    yield Asks(found)
    for one in found:
        yield one.pk, Described(f"{said(one.forum.name)}, {one.title}", list_url(one.forum_id))


DESCRIBES = {"groups.voice": describe}
DUTIES = (duties,)
