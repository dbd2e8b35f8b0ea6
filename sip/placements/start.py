"""What placements and transitions add to the start page: clocks by due date, and the list of one's own."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _

from core.access import Acting, Asks
from core.obligations.owed import clocks_beside, duty_of
from core.ui.registry import Duty, StartSection
from sip.placements import states
from sip.placements.models import HealthExam
from sip.placements.page import placement_row
from sip.placements.policies import visible_placements, visible_residences, works_with_placements
from sip.transitions import deadlines
from sip.transitions.page import transition_row
from sip.transitions.policies import own_transitions, works_with_children

CODES = ("DL-02", "DL-03", "DL-37", "DL-40", "DL-41", *deadlines.CODES)
SHOWN = 6


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """The clocks of what one works with, for those who do not owe them by their role: they are told there already."""
    if not works_with_children(acting):
        return
    mine = own_transitions(acting).values("pk")
    if works_with_placements(acting):
        placed = visible_placements(acting).values("pk")
        exams = HealthExam.objects.filter(placement_id__in=placed).values("pk")
        mine = mine.union(placed, exams, visible_residences(acting).values("pk"), all=True)  # one list, for the index
    rows = clocks_beside(acting, CODES, mine)
    yield Asks(rows)
    for row in rows:
        yield duty_of(row)


def mine(acting: Acting, today: date) -> Iterator[StartSection | Asks]:
    """My placements and transitions, the nearest day first; nothing where there is none."""
    if not works_with_children(acting):
        return
    transitions = own_transitions(acting).order_by("on", "pk")[:SHOWN]
    placements = visible_placements(acting).filter(status__in=states.OPEN)
    placements = placements.order_by(F("planned_end_on").asc(nulls_last=True), "pk")[:SHOWN]
    if not works_with_placements(acting):
        placements = placements.none()
    yield Asks(transitions, placements)
    dated = [(one.on, transition_row(one)) for one in transitions]
    dated += [(one.planned_end_on or date.max, placement_row(one)) for one in placements]
    if not dated:
        return
    rows = [row for _day, row in sorted(dated, key=lambda pair: pair[0])]
    yield StartSection(_("Mina placeringar och övergångar"), "sip/_start_placements.html", {"rows": rows}, order=25)
