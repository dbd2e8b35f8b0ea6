"""That news of a unit is made known with receipts, as routines and agreements are. [F51, F67]"""

from typing import Any

from django.urls import reverse

from core import clock
from groups.news import policies
from groups.news.models import UnitNews
from groups.querysets import ForumQuerySet
from groups.receipts.published import Kind


def home(news: UnitNews) -> str:
    return reverse("groups:news_detail", args=[news.pk])


def _forums(news: Any) -> ForumQuerySet:
    return policies.partner_forums(news.unit, clock.today())


PUBLISHED = Kind(
    key="besked",
    about="groups.unitnews",
    visible=policies.visible_news,
    home=home,
    is_known=lambda news: news.withdrawn_on is None,
    follows=policies.follows,
    forums=_forums,
)
