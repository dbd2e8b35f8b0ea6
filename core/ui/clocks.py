"""The face of an obligation's clock: days used of days given, in one glance. Pure. [design]"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.ui import dates

MOST_BOXES = 31  # a box a day up to a month; longer clocks get a box a week
SOON_DAYS = 3


@dataclass(frozen=True)
class ClockFace:
    """What `ui/clock.html` draws. `state` ok, soon, late or empty; `days` the class of each box."""

    title: str
    state: str
    number: str
    words: str
    days: list[str]
    first: str
    last: str
    events: list[dict[str, str]] = field(default_factory=list)
    url: str = ""
    link_label: str = ""


def clock_face(
    title: str,
    *,
    started_on: date,
    due_on: date,
    today: date,
    ended_on: date | None = None,
    waived_on: date | None = None,
    paused_on: date | None = None,
    pause: str = "",
    events: Sequence[tuple[date, str]] = (),
    url: str = "",
    link_label: str = "",
) -> ClockFace:
    """Running, still, met, met late, waived or over its time. Due means the end of that day.

    `ended_on` is when it was met; `pause` since when and why it stands still, which it does from `paused_on`.
    """
    stopped_on = ended_on or waived_on
    if waived_on is not None:
        state, number, words = _waived(waived_on)
    elif paused_on is not None:
        state, number, words = _still(due_on, paused_on, pause)
    else:
        state, number, words = _verdict(due_on, today, ended_on)
    return ClockFace(
        title=title,
        state=state,
        number=number,
        words=words,
        days=_boxes(started_on, due_on, stopped_on or paused_on or today, is_running=stopped_on is None),
        first=dates.day_short(started_on),
        last=dates.day_short(due_on),
        events=[{"day": f"{day.day} {dates.month_short(day)}", "text": text} for day, text in events],
        url=url,
        link_label=link_label,
    )


def _verdict(due_on: date, today: date, ended_on: date | None) -> tuple[str, str, str]:
    if ended_on is not None:
        late = (ended_on - due_on).days
        if late <= 0:
            return "ok", "", _("Klart i tid, %(day)s") % {"day": dates.day(ended_on)}
        text = ngettext("Klart %(day)s, %(n)d dag för sent", "Klart %(day)s, %(n)d dagar för sent", late)
        return "late", "", text % {"day": dates.day(ended_on), "n": late}
    left = (due_on - today).days
    if left < 0:
        return "late", str(-left), ngettext("dag över tiden", "dagar över tiden", -left)
    if left == 0:
        return "soon", "", _("Sista dagen är i dag")
    return "soon" if left <= SOON_DAYS else "", str(left), ngettext("dag kvar", "dagar kvar", left)


def _still(due_on: date, paused_on: date, pause: str) -> tuple[str, str, str]:
    """What was left when it stopped is left when it goes on."""
    left = max((due_on - paused_on).days, 0)
    said = pause[:1].lower() + pause[1:] if pause else _("klockan står still")
    return "stopped", str(left), f"{ngettext('dag kvar', 'dagar kvar', left)}, {said}"


def _waived(waived_on: date) -> tuple[str, str, str]:
    """Neither in time nor late: what it waited for fell away."""
    return "", "", _("Avskriven %(day)s") % {"day": dates.day(waived_on)}


def _boxes(started_on: date, due_on: date, until: date, *, is_running: bool) -> list[str]:
    """A box for each day given; none when the clock was late from its birth or when it would be too many."""
    given = (due_on - started_on).days
    if given <= 0:
        return []
    unit = 1 if given <= MOST_BOXES else 7
    boxes = -(-given // unit)
    if boxes > MOST_BOXES:
        return []
    used = min((until - started_on).days // unit, boxes)
    row = ["used"] * used + [""] * (boxes - used)
    if is_running and 0 < used <= boxes and until <= due_on:
        row[used - 1] = "today"
    return row
