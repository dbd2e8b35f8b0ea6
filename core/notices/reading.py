"""Notices as lines ready to read: the kind's fixed words, and what the object says to this reader."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Acting, Asks
from core.notices import about
from core.notices.kinds import kind_of
from core.notices.models import Notice, ParkedNotice
from core.notices.policies import visible_notices
from core.ui import dates
from core.ui.numbers import number
from core.ui.registry import StartSection

NEWEST = 5
REASONS = {
    "no_address": gettext_lazy("Ingen e-postadress"),
    "not_sent": gettext_lazy("E-postservern tog inte emot"),
    "gave_up": gettext_lazy("Avbröts för många gånger"),
}


def words(notice: Notice) -> str:
    """What happened, in the kind's words; with how many it stands for, never how many there are in all."""
    kind = kind_of(notice.kind)
    together = notice.number or 0
    if kind.many and together > 1:
        return str(kind.many) % {"number": number(together)}
    return str(kind.text)


def lines(acting: Acting, notices: Sequence[Notice]) -> list[dict[str, Any]]:
    """One line each; where to go is asked of the object's app, once for all lines."""
    described = about.describe(acting, notices)
    return [
        {
            "pk": notice.pk,
            "text": words(notice),
            "detail": described[notice.pk].text,
            "url": described[notice.pk].url,
            "iso": notice.created_at.isoformat(timespec="seconds"),
            "at": dates.moment(notice.created_at),
            "is_new": notice.read_at is None,
        }
        for notice in notices
    ]


def news(acting: Acting, today: date) -> Iterator[StartSection | Asks]:
    """The newest that has not been read, for the start page; left out when there is none."""
    if not acting.is_user:
        return
    newest = visible_notices(acting).unread()[:NEWEST]
    yield Asks(newest)
    if newest:
        shown = {"lines": lines(acting, list(newest))}
        yield StartSection(title=_("Nytt sedan sist"), template="core/notices/_news.html", context=shown, order=80)


def parked_line(parked: ParkedNotice) -> dict[str, Any]:
    """To whom, when and why; never what about."""
    return {
        "pk": parked.pk,
        "who": str(parked.recipient.person),
        "role": parked.recipient.get_role_display(),
        "at": dates.moment(parked.parked_at),
        "attempts": parked.attempts,
        "reason": str(REASONS.get(parked.reason, parked.reason)),
    }
