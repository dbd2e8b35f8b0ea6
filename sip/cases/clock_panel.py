"""The clocks of a case or a plan, for all who may see it: to call, to decide, to follow up. [DL-01, DL-26]"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Asks
from core.obligations.faces import pause_of
from core.obligations.models import Obligation
from core.obligations.states import EventKind, ObligationStatus
from core.ui.clocks import ClockFace, clock_face
from sip.cases.deadlines import FORUM_CONVENED, MANAGERS_DECIDED

TITLES = {
    FORUM_CONVENED.code: gettext_lazy("Kalla inom två veckor"),
    MANAGERS_DECIDED.code: gettext_lazy("Besluta i ärendet"),
}
SHOWN = (
    EventKind.NOTICED, EventKind.WARNED, EventKind.BREACHED, EventKind.ESCALATED, EventKind.MET, EventKind.CORRECTED,
    EventKind.PAUSED, EventKind.RESUMED,
)  # fmt: skip
Choose = Callable[[list[Obligation]], Iterable[Obligation]]


def case_clocks(case_id: UUID, today: date) -> Iterator[Asks | list[dict]]:
    """The newest of each, what is to be done next first."""
    return clock_faces(case_id, TITLES, today, choose=_newest_of_each)


def _newest_of_each(found: list[Obligation]) -> Iterable[Obligation]:
    newest = {one.code: one for one in reversed(found)}
    return sorted(newest.values(), key=lambda one: one.started_on, reverse=True)


def clock_faces(
    case_id: UUID, titles: Mapping[str, Any], today: date, *, choose: Choose
) -> Iterator[Asks | list[dict]]:
    """Faces for `ui/clock.html`, each with a key of its own. `choose` among those with a last day, newest first."""
    found = Obligation.objects.filter(case_id=case_id, code__in=titles, due_on__isnull=False)
    found = found.with_events().order_by("-created_at")
    yield Asks(found)
    yield [
        {
            "face": _face(one, str(titles[one.code]), today),
            "key": f"klocka-{one.code.lower()}",
            "code": one.code,
            "started_on": one.started_on,
            "due_on": one.due_on,
            "is_paused": one.paused_on is not None,
        }
        for one in choose(list(found))
    ]


def clock_to_call(clocks: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The case's own clock; {} where the region keeps no such deadline. [DL-01]"""
    return next((one for one in clocks if one["code"] == FORUM_CONVENED.code), {})


def _face(obligation: Obligation, title: str, today: date) -> ClockFace:
    told, is_waived = obligation.told, obligation.status == ObligationStatus.WAIVED  # type: ignore[attr-defined]
    return clock_face(
        title,
        started_on=obligation.started_on,
        due_on=obligation.due_on,  # type: ignore[arg-type]
        today=today,
        ended_on=None if is_waived else obligation.ended_on,
        waived_on=obligation.ended_on if is_waived else None,
        events=[(day_of(one["on"]), str(EventKind(one["kind"]).label)) for one in told if one["kind"] in SHOWN],
        paused_on=obligation.paused_on,
        pause=pause_of(obligation),
        url=reverse("obligations:certificate", args=[obligation.pk]),
        link_label=_("Intyg") if obligation.verdict else _("Så räknas fristen"),
    )


def day_of(said: date | str) -> date:
    """A day of `told`, as the database or JSON has it."""
    return date.fromisoformat(said) if isinstance(said, str) else said
