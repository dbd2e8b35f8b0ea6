"""Tell partners of a change in a unit, with receipts; take back what was told wrong. [F51, DL-48]"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from core.organisations.models import Unit
from core.textguard import said_in
from groups.models import Forum
from groups.news import policies
from groups.news.models import NewsKind, UnitNews
from groups.news.published import PUBLISHED
from groups.receipts.models import Receipt
from groups.receipts.services import publish
from groups.telling import tell as notify_all


@dataclass(frozen=True)
class Words:
    kind: str
    title: str
    text: str
    from_day: date


@transaction.atomic
def tell(unit: Unit, *, by: Acting, words: Words, forums: Iterable[Forum]) -> UnitNews:
    """Whoever sits in the groups is asked to confirm that it is read. [000:L337-340]

    Raises PermissionDenied, Refused for a text that names a child and when nobody else sits there.
    """
    require(policies.can_tell(by, unit))
    if words.kind not in NewsKind.values:
        raise Refused(_("Välj vad som ändras."), field="kind")
    news = UnitNews(
        region_id=unit.region_id,
        unit=unit,
        kind=words.kind,
        title=said_in("title", words.title),
        text=said_in("text", words.text),
        from_day=words.from_day,
        told_by_id=by.assignment_id,
        told_on=clock.today(),
    )
    news.save(force_insert=True)
    audit.record("news.told", news, by=by)
    publish(news, by=by, kind=PUBLISHED, forums=forums)
    return news


@transaction.atomic
def withdraw(news: UnitNews, *, by: Acting) -> UnitNews:
    """It does not hold: nobody is asked to read it any more, and those who were asked are told.

    Raises WrongState when it is done already, PermissionDenied.
    """
    news = lock(news)
    if news.withdrawn_on is not None:
        raise WrongState(_("Beskedet är redan återtaget."))
    require(policies.can_withdraw(by, news))
    news.withdrawn_on = clock.today()
    news.save(update_fields=["withdrawn_on"])
    audit.record("news.withdrawn", news, by=by)
    asked = Receipt.objects.filter(region=news.region_id, about_kind=PUBLISHED.about, about_id=news.pk)
    notify_all("news_withdrawn", news, asked.values_list("assignment", flat=True), by)
    return news
