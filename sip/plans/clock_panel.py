"""The plan's clocks on its page: those that run, else the one that ended last. [DL-26, DL-26B, DL-27, F78]"""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Asks
from core.obligations.models import Obligation
from core.obligations.states import EventKind
from core.ui.clocks import clock_face
from sip.plans.deadlines import FOLLOWED_UP, MEETING_HELD, SIP_STARTED

CLOCKS = {clock.code: clock for clock in (SIP_STARTED, MEETING_HELD, FOLLOWED_UP)}
SHOWN = (EventKind.WARNED, EventKind.BREACHED, EventKind.ESCALATED, EventKind.MET)


def plan_clocks(case_id: UUID, today: date) -> Iterator[Asks | list[dict]]:
    """Faces ready for `ui/clock.html`, each with a key of its own."""
    found = Obligation.objects.filter(case_id=case_id, code__in=CLOCKS).with_events().order_by("-created_at")
    yield Asks(found)
    yield [_face(one, today) for one in _shown(found)]


def _shown(found: Iterable[Obligation]) -> list[Obligation]:
    dated = [one for one in found if one.due_on]
    running = [one for one in dated if one.ended_on is None]
    return running or [one for one in dated if one.verdict][:1]


def _face(obligation: Obligation, today: date) -> dict:
    told = obligation.told  # type: ignore[attr-defined]
    face = clock_face(
        str(CLOCKS[obligation.code].title),
        started_on=obligation.started_on,
        due_on=obligation.due_on,  # type: ignore[arg-type]
        today=today,
        ended_on=obligation.ended_on,
        events=[(_day(one["on"]), str(EventKind(one["kind"]).label)) for one in told if one["kind"] in SHOWN],
        url=reverse("obligations:certificate", args=[obligation.pk]) if obligation.verdict else "",
        link_label=_("Intyg"),
    )
    return {"face": face, "key": f"klocka-{obligation.code.lower()}"}


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
