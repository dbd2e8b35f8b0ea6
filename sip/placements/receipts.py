"""A unit has taken in a notice about a placement: who sent it is told who did, and when. [F95, F96, F98]"""

from typing import Protocol
from uuid import UUID

from core import clock
from core.access import Acting
from core.notices import notify
from sip.placements.models import PlacementNotice


class Filed(Protocol):
    case_id: UUID


def tell_taken_in(copy: Filed, by: Acting) -> None:
    """The receipt, the first time that the unit files what the notice said; nothing where there was no notice."""
    waiting = PlacementNotice.objects.filter(case_id=copy.case_id, receiving_unit_id=by.unit_id, taken_at=None)
    for notice in waiting.exclude(sent_on=None):
        notice.taken_at, notice.taken_by_id = clock.now(), by.assignment_id
        notice.save(update_fields=["taken_at", "taken_by"])
        to, case = [notice.sent_by_id], notice.case_id
        notify("placement_notice_taken", to=to, by=by, about_kind="case", about_id=case, case_id=case)
