"""Words for what is done with news of units, and what a notice about one says. [F51]"""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy

from core.access import Acting, Asks
from core.notices.about import Described
from core.notices.kinds import Kind
from groups.news import policies
from groups.news.published import home

ACTS = {
    "news.told": gettext_lazy("Berättade om en förändring i en verksamhet"),
    "news.withdrawn": gettext_lazy("Tog tillbaka ett besked om en förändring"),
}
NOTICES = (Kind("news_withdrawn", gettext_lazy("Ett besked om en förändring gäller inte."), once=True),)
DUTIES: tuple = ()


def describe(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    """Of which unit, and what changes."""
    found = policies.visible_news(acting).filter(pk__in=ids).select_related("unit")
    yield Asks(found)
    for one in found:
        yield one.pk, Described(f"{one.unit.name}: {one.title}", home(one))


DESCRIBES = {"groups.unitnews": describe}
