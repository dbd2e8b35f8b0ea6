"""The year's meetings made ready: by month, with what each clashes with. [F38]"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import Acting, together
from core.ui import dates
from core.ui.said import said
from core.workdays import is_workday
from groups.county.clashes import Clash, Seat, Time, clashes
from groups.county.policies import meetings_of_year, seats_of_year
from groups.meetings.models import Meeting
from groups.models import Forum

Clashes = Mapping[UUID, Sequence[Clash]]


class Year:
    """The clashes of a year among the meetings that one sees; two statements asked as one."""

    def __init__(self, acting: Acting, year: int) -> None:
        times = meetings_of_year(acting, year).order_by("starts_at").values_list("pk", "forum", "starts_at", "ends_at")
        seats = seats_of_year(acting, year).values_list("forum", "assignment__person", "valid_from", "valid_to")
        names = Forum.objects.filter(pk__in=times.order_by().values("forum")).values_list("pk", "name")
        together(times, seats, names)
        self.clashes = clashes((Time(*one) for one in times), (Seat(*one) for one in seats))
        self._names = {pk: said(name) for pk, name in names}

    def words(self, meeting: Meeting) -> list[str]:
        return [self._word(one) for one in self.clashes.get(meeting.pk, ())]

    def _word(self, clash: Clash) -> str:
        people = ngettext("%(n)d person sitter i båda", "%(n)d personer sitter i båda", clash.people)
        facts = {"forum": self._names[clash.other.forum_id], "people": people % {"n": clash.people}}
        return _("Krockar med %(forum)s: %(people)s.") % facts


def meeting_row(meeting: Meeting, year: Year) -> dict[str, Any]:
    day = timezone.localdate(meeting.starts_at)
    return {
        "month": dates.MONTHS[dates.language()][day.month - 1].capitalize(),
        "url": reverse("groups:meeting_detail", args=[meeting.pk]),
        "title": said(meeting.forum.name),
        "area": meeting.forum.area.name if meeting.forum.area else _("Hela regionen"),
        "when": dates.weekday_moment(meeting.starts_at),
        "is_free": not is_workday(day),
        "clashes": year.words(meeting),
        "meeting": meeting,
    }
