"""What routines add to the pages below them: what waits for whoever answers for one, words for acts and notices."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Acting, Asks
from core.access.expressions import within
from core.notices.about import Described
from core.notices.kinds import Kind
from core.ui.registry import Duty
from groups.routines import policies
from groups.routines.models import RoutineVersion
from groups.routines.page import home

NOTICE = timedelta(days=30)  # [default]: as early as a meeting of the forum can take it up
ACTS = {
    "routine.drafted": gettext_lazy("Började på en rutin eller en ny version av den"),
    "routine.section_written": gettext_lazy("Skrev i en rutin"),
    "routine.renamed": gettext_lazy("Ändrade namnet på en rutin"),
    "routine.covers_set": gettext_lazy("Ändrade vilka en rutin gäller"),
    "routine.responsible_named": gettext_lazy("Utsåg vem som ansvarar för en rutin"),
    "routine.file_added": gettext_lazy("Lade en fil till en rutin"),
    "routine.file_removed": gettext_lazy("Tog bort en fil från en rutin"),
    "routine.decided": gettext_lazy("Noterade beslutet om en rutin"),
    "routine.in_force": gettext_lazy("En rutin började gälla"),
    "routine.replaced": gettext_lazy("En rutin ersattes av en ny version"),
    "routine.withdrawn": gettext_lazy("Lät en rutin upphöra"),
    "routine.lapsed": gettext_lazy("En rutins sista dag passerade"),
    "routine.abandoned": gettext_lazy("Lade ned utkastet till en rutin"),
    "routine.reviewed": gettext_lazy("Noterade att en rutin är genomgången"),
    "routine.confirmed": gettext_lazy("Prövade en anpassning mot originalet"),
}
NOTICES = (
    Kind("routine_in_force", gettext_lazy("En rutin har börjat gälla."), once=True),
    Kind(
        "routine_original_changed",
        gettext_lazy("Originalet till en rutin som du ansvarar för har ändrats."),
        once=False,
    ),
    Kind("routine_withdrawn", gettext_lazy("En rutin har upphört."), once=True),
    Kind("routine_called_off", gettext_lazy("En rutin som var beslutad kommer inte att börja gälla."), once=True),
)


def describe(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    """The routine's name, to whoever may see it."""
    found = policies.visible_versions(acting).filter(pk__in=ids)
    yield Asks(found)
    for one in found:
        yield one.pk, Described(one.title, home(one))


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """For whoever answers for a routine or leads its forum: an original that changed, a review in a month. [W-27]"""
    mine = Q(within("routine_id", "answered_routine_ids")) | Q(within("forum_id", "led_forum_ids"))
    held = RoutineVersion.objects.filter(policies.holding(today), mine, region=acting.region_id)
    found = policies.with_original(held).filter(Q(is_changed=True) | Q(review_on__lte=today + NOTICE))
    found = found.order_by("review_on", "title", "id")
    yield Asks(found)
    for one in found:
        if one.is_changed:
            url = reverse("groups:routine_original", args=[one.pk])
            yield Duty(title=_("Jämför en rutin med originalet, som har ändrats"), url=url, button=_("Jämför"),
                       detail=one.title)  # fmt: skip
        else:
            yield Duty(title=_("Se över en rutin"), url=home(one), button=_("Öppna rutinen"), detail=one.title,
                       due_on=one.review_on)  # fmt: skip


DESCRIBES = {"groups.routineversion": describe}
DUTIES = (duties,)
