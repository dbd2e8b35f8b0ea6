"""A forum's meetings where they are met with beside something else: the next ones and the last that was held."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting
from core.ui import dates
from groups.frequency.saying import periods_of
from groups.meetings import policies
from groups.meetings.models import Meeting
from groups.meetings.states import AHEAD, TOOK_PLACE
from groups.models import Forum

NEXT = 2


def meetings_of(acting: Acting, forum: Forum) -> dict[str, Any] | None:
    """The next two, the last one and how often it is to meet, for whoever reads the forum's meetings; else None.

    Two statements, or none.

    `forum.is_led` says whether the acting one convenes it.
    """
    if not policies.is_in_forums(acting):
        return None
    ours = policies.visible_meetings(acting).filter(forum=forum)
    ahead = ours.ahead(clock.now()).values("pk")[:NEXT]
    last = ours.filter(status__in=TOOK_PLACE).order_by("-starts_at", "id").values("pk")[:1]
    found = ours.filter(Q(pk__in=ahead) | Q(pk__in=last)).order_by("starts_at", "id")
    next_ones = [one for one in found if one.status in AHEAD]
    rows = [_row(one, _("Därefter") if n else _("Nästa möte")) for n, one in enumerate(next_ones)]
    rows += [_row(one, _("Senaste mötet")) for one in found if one.status not in AHEAD]
    if not rows and not forum.is_led:
        return None
    listed = f"{reverse('groups:meeting_list')}?forum={forum.pk}&time=all"
    new = reverse("groups:meeting_new", args=[forum.pk]) if forum.is_led else ""
    year, find, standing = (
        reverse(f"groups:{name}", args=[forum.pk]) if forum.is_led else ""
        for name in ("meeting_year", "poll_new", "heading_list")
    )
    periods = periods_of(forum, clock.today())
    return {
        "rows": rows,
        "all": listed,
        "new": new,
        "year": year,
        "find": find,
        "standing": standing,
        "periods": periods,
    }


def _row(meeting: Meeting, what: str) -> dict[str, str]:
    return {
        "title": dates.weekday_moment(meeting.starts_at),
        "url": reverse("groups:meeting_detail", args=[meeting.pk]),
        "detail": ", ".join(filter(None, [what, meeting.place])),
        "badge": meeting.get_status_display(),
    }
