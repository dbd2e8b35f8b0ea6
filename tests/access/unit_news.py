"""News of a unit among what every page is tried on: told by its manager, not read by all yet."""

from typing import Any

from core import clock
from core.access import acting_as
from core.organisations.models import Unit
from groups.models import Receipt, UnitNews
from groups.news import services
from groups.news.services import Words
from tests.access.visit import Visit

DETAILS = "groups:news_new groups:news_detail groups:news_withdraw"
VISITS = [
    Visit("groups:news_list", "teacher"),
    Visit("groups:news_list", "steering_bup", query="?show=unread"),
    Visit("groups:news_new", "bup_manager"),
    *(Visit("groups:news_detail", who, "unit news") for who in ("teacher", "steering_bup", "bup_manager")),
    Visit("groups:news_withdraw", "bup_manager", "unit news"),
    Visit("groups:receipt_list", "bup_manager", "unit news", more=("besked",)),
]


def make_news(town, *, words: str = "Mottagningen flyttar") -> dict[str, Any]:
    with acting_as(town.bup_manager) as me:
        unit = Unit.objects.get(pk=me.unit_id)
        told = Words("moved", words, words, clock.today())
        news = services.tell(unit, by=me, words=told, forums=[town.steering])
    return {"unit news": news.pk}


def ten_times(world, copies) -> None:
    """More news of the unit, each with its receipts."""
    news = UnitNews.objects.filter(pk=world.objects["unit news"])
    more = copies(news)
    copies(Receipt.objects.filter(about_id=world.objects["unit news"]), about_id=lambda row, n: more[n].pk)
