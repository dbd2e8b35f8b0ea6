"""What transitions add to the start page: a call to the joint meeting that the unit has not answered. [F100]"""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from core import clock
from core.access import Acting, Asks
from core.ui.registry import Duty
from sip.transitions.deadlines import ABOUT
from sip.transitions.models import TransitionUnit
from sip.transitions.policies import works_with_children
from sip.transitions.states import TransitionStatus


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """Row security keeps to the transitions one may see."""
    if not works_with_children(acting):
        return
    waiting = TransitionUnit.objects.filter(
        unit_id=acting.unit_id, called_on__isnull=False, reply="", removed_on__isnull=True,
        transition__status=TransitionStatus.PLANNED, transition__meeting_at__gt=clock.now(),
    )  # fmt: skip
    waiting = waiting.select_related("transition").order_by("transition__meeting_at", "pk")
    yield Asks(waiting)
    for row in waiting:
        transition = row.transition
        yield Duty(
            title=_("Svara på kallelsen till mötet om övergången"),
            url=reverse("sip:transition_detail", args=[transition.pk]),
            button=_("Svara"),
            due_on=localdate(transition.meeting_at),
            code=transition.code,
            about=ABOUT,
        )
