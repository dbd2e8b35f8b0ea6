"""What this app says to the pages below it: menu, duties, start page, names of acts."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Acting, Asks
from core.ui.registry import Duty, MenuEntry, StartSection
from core.ui.said import said
from groups import policies, queries
from groups.choices import ForumKind
from groups.finding import forum_url
from groups.models import Forum

MENU = MenuEntry(gettext_lazy("Grupper"), "groups:forum_tree", order=20)


def vacancies(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """Each district without a convenor, to those who can have one appointed."""
    told = policies.areas_told_of_vacancies(acting)
    if told == []:
        return
    places = queries.unconvened_districts(told, today)
    forums = Forum.objects.on(today).filter(kind=ForumKind.INDIVIDUAL_FORUM, district__in=places)
    forums = forums.select_related("district").order_by("district__name")
    yield Asks(forums)
    for forum in forums:
        yield Duty(
            title=_("%(district)s saknar sammankallande för individforum") % {"district": forum.district},
            url=forum_url(forum),
            button=_("Visa forumet"),
            detail=_("Nya ärenden går till styrgruppens ordförande tills någon är utsedd"),
        )


def own_groups(acting: Acting, today: date) -> Iterator[StartSection | Asks]:
    """The groups in which the acting assignment has a seat; left out when there are none."""
    forums = policies.sits_in(acting, today).order_by("name", "id")
    yield Asks(forums)
    if not forums:
        return
    rows = [{"title": said(forum.name), "url": forum_url(forum), "detail": said(forum.label)} for forum in forums]
    yield StartSection(_("Mina grupper"), "groups/_start.html", {"rows": rows}, order=40)
