"""What the asks add to a coordinator's start page: those nobody has answered, and those that are one's own. [F104]"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting, Asks
from core.ui.registry import Duty
from sip.pool.policies import is_coordinator, visible_asks
from sip.pool.states import AskStatus

MOST = 10


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    if not is_coordinator(acting):
        return
    own = Q(status=AskStatus.ASSIGNED, coordinator_id=acting.assignment_id, needed_by__gte=today)
    waiting = visible_asks(acting).filter(Q(status=AskStatus.ASKED) | own).select_related("unit")
    waiting = waiting.order_by("needed_by", "pk")[:MOST]
    yield Asks(waiting)
    for ask in waiting:
        title = _("Svara på en fråga om hjälp") if ask.status == AskStatus.ASKED else _("Hjälp en verksamhet med SIP")
        url = reverse("sip:pool_detail", args=[ask.pk])
        yield Duty(title, url, _("Öppna"), ask.needed_by, f"{ask.unit.name}. {ask.get_kind_display()}")
