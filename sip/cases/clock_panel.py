"""The case's clocks on its page, for all who may see the case: to call, and once it is lifted to decide. [DL-01]"""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import Asks
from core.obligations.models import Obligation, ObligationEvent
from core.obligations.states import EventKind
from core.ui.clocks import ClockFace, clock_face
from sip.cases.deadlines import FORUM_CONVENED, MANAGERS_DECIDED

TITLES = {
    FORUM_CONVENED.code: gettext_lazy("Kalla inom två veckor"),
    MANAGERS_DECIDED.code: gettext_lazy("Besluta i ärendet"),
}
SHOWN = (EventKind.NOTICED, EventKind.STARTED, EventKind.WARNED, EventKind.BREACHED, EventKind.ESCALATED, EventKind.MET)


def case_clocks(case_id: UUID, today: date) -> Iterator[Asks | list[dict]]:
    """Faces ready for `ui/clock.html`, what is to be done next first, each with a key of its own."""
    found = Obligation.objects.filter(case_id=case_id, code__in=TITLES, due_on__isnull=False)
    newest = found.order_by("code", "-created_at").distinct("code")
    events = ObligationEvent.objects.filter(obligation__in=newest.values("pk"), kind__in=SHOWN).order_by("sequence")
    yield Asks(newest, events)
    yield [
        {"face": _face(one, [event for event in events if event.obligation_id == one.pk], today), "key": _key(one)}
        for one in sorted(newest, key=lambda one: one.started_on, reverse=True)
    ]


def _key(obligation: Obligation) -> str:
    return f"klocka-{obligation.code.lower()}"


def _face(obligation: Obligation, events: Iterable[ObligationEvent], today: date) -> ClockFace:
    return clock_face(
        str(TITLES[obligation.code]),
        started_on=obligation.started_on,
        due_on=obligation.due_on,
        today=today,
        ended_on=obligation.ended_on,
        events=[(event.on_date, str(event.get_kind_display())) for event in events],
        url=reverse("obligations:certificate", args=[obligation.pk]) if obligation.verdict else "",
        link_label=_("Intyg"),
    )
