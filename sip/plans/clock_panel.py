"""The plan's clocks on its page: those that run, else the one that ended last. [DL-26, DL-26B, DL-27, F78]"""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from core.access import Asks
from core.obligations.models import Obligation
from sip.cases.clock_panel import clock_faces
from sip.plans.deadlines import FOLLOWED_UP, MEETING_HELD, SIP_STARTED

TITLES = {clock.code: clock.title for clock in (SIP_STARTED, MEETING_HELD, FOLLOWED_UP)}


def plan_clocks(case_id: UUID, today: date) -> Iterator[Asks | list[dict]]:
    return clock_faces(case_id, TITLES, today, choose=_running_or_last)


def _running_or_last(found: list[Obligation]) -> Iterable[Obligation]:
    return [one for one in found if one.ended_on is None] or [one for one in found if one.verdict][:1]
