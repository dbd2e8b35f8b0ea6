"""The two-week clock on the case's page, for all who may see the case. [DL-01, issue 2]"""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core.obligations.models import Obligation, ObligationEvent
from core.obligations.states import EventKind
from core.ui.clocks import ClockFace, clock_face

SHOWN = (EventKind.NOTICED, EventKind.STARTED, EventKind.WARNED, EventKind.BREACHED, EventKind.ESCALATED, EventKind.MET)


def forum_clock(case_id, today: date) -> ClockFace | None:
    """The case's newest clock of DL-01 with its events; None when there is none."""
    obligation = Obligation.objects.filter(case_id=case_id, code="DL-01").order_by("-created_at").first()
    if obligation is None or obligation.due_on is None:
        return None
    events = ObligationEvent.objects.filter(obligation_id=obligation.pk, kind__in=SHOWN).order_by("sequence")
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
