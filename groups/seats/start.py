"""What seats add to the pages below: what stands empty, words for acts and notices. [F22-F28]"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.access import Acting, Asks
from core.notices.about import Described
from core.notices.kinds import Kind
from core.roles import AREA_LEADERS
from core.ui.registry import Duty
from core.ui.said import said
from groups.finding import forum_url
from groups.policies import visible_forums
from groups.seats import policies
from groups.seats.page import age_words
from groups.seats.sources import Sources
from groups.seats.vacancies import ending_terms, vacancies

ACTS = {
    "membership.started": gettext_lazy("Gav en plats i en grupp"),
    "membership.substitute_given": gettext_lazy("Utsåg en ersättare i en grupp"),
    "membership.mandate_noted": gettext_lazy("Ändrade ett mandat i en grupp"),
    "membership.renewed": gettext_lazy("Förlängde en plats i en grupp"),
    "membership.ended": gettext_lazy("Avslutade en plats i en grupp"),
    "membership.withdrawn": gettext_lazy("Tog bort en plats i en grupp som inte hade börjat"),
    "school.invited": gettext_lazy("Noterade att en fristående skola bjudits in"),
    "school.joins": gettext_lazy("Noterade att en fristående skola deltar"),
    "school.represented": gettext_lazy("Noterade vem som företräder en fristående skola"),
    "school.declined": gettext_lazy("Noterade att en fristående skola tackat nej"),
}
NOTICES = (
    Kind("seat_given", gettext_lazy("Du har fått en plats i en grupp, eller ett nytt mandat där."), once=False),
    Kind("seat_ended", gettext_lazy("Din plats i en grupp har fått en sista dag."), once=False),
    Kind("seat_withdrawn", gettext_lazy("En plats i en grupp som du skulle få är borttagen."), once=False),
)


def describe(acting: Acting, ids: set[UUID]) -> Iterator[Asks | tuple[UUID, Described]]:
    """The group's name, to whoever works in the region."""
    found = visible_forums(acting).filter(pk__in=ids)
    yield Asks(found)
    for forum in found:
        yield forum.pk, Described(said(forum.name), forum_url(forum))


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """One line for the empty seats of the own area's groups, and one for terms about to end, to their leader."""
    if acting.role not in AREA_LEADERS or not acting.area_id:
        return
    forums = policies.watched_forums(acting, today)
    sources, ending = Sources(forums, acting.region_id, today), ending_terms(forums, acting.region_id, today)
    yield Asks(*sources.asks(), ending)
    url = reverse("groups:vacancy_list")
    if empty := vacancies(sources):
        oldest = max(one.days(today) for one in empty)
        yield Duty(
            title=ngettext("Tillsätt en tom plats", "Tillsätt %(n)d tomma platser", len(empty)) % {"n": len(empty)},
            url=url,
            button=_("Visa platserna"),
            detail=_("Den som har varit tom längst: %(age)s") % {"age": age_words(oldest)},
        )
    if ending:
        words = ngettext("En plats blir snart tom", "%(n)d platser blir snart tomma", len(ending)) % {"n": len(ending)}
        yield Duty(title=words, url=f"{url}?show=ending", button=_("Visa platserna"))


DESCRIBES = {"groups.forum": describe}
DUTIES = (duties,)
