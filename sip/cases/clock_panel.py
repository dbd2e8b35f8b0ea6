"""The two-week clock on the case's page, for all who may see the case. [DL-01, issue 2]"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Asks
from core.obligations.models import Obligation, ObligationEvent
from core.obligations.states import EventKind
from core.ui.clocks import ClockFace, clock_face

SHOWN = (EventKind.NOTICED, EventKind.STARTED, EventKind.WARNED, EventKind.BREACHED, EventKind.ESCALATED, EventKind.MET)


def forum_clock(case_id, today: date) -> Iterator[Asks | ClockFace | None]:
    """The case's newest clock of DL-01 with its events; None when there is none."""
    newest = Obligation.objects.filter(case_id=case_id, code="DL-01").order_by("-created_at")[:1]
    events = ObligationEvent.objects.filter(obligation__in=newest.values("pk"), kind__in=SHOWN).order_by("sequence")
    yield Asks(newest, events)
    yield next((_face(obligation, events, today) for obligation in newest if obligation.due_on), None)


def _face(obligation: Obligation, events: Iterable[ObligationEvent], today: date) -> ClockFace:
    return clock_face(
        _("Kalla inom två veckor"),
        started_on=obligation.started_on,
        due_on=obligation.due_on,
        today=today,
        ended_on=obligation.ended_on,
        events=[(event.on_date, str(event.get_kind_display())) for event in events],
        url=reverse("obligations:certificate", args=[obligation.pk]) if obligation.verdict else "",
        link_label=_("Intyg"),
    )
