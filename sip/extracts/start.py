"""What the start page asks of a records officer: extracts to read and to hand out. [design]"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting, Asks
from core.ui.registry import Duty
from sip.extracts import policies
from sip.extracts.states import S

MOST = 5


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """The oldest that another has built, and those of one's own that another has read."""
    if not policies.can_build(acting):
        return
    mine = Q(builder_id=acting.person_id)
    waiting = policies.visible_extracts(acting).filter(~mine & Q(status=S.BUILT) | mine & Q(status=S.READ))
    waiting = waiting.order_by("asked_on", "id")[:MOST]
    yield Asks(waiting)
    for extract in waiting:
        title = _("Läs utdraget %(code)s") if extract.status == S.BUILT else _("Lämna ut utdraget %(code)s")
        yield Duty(
            title=title % {"code": extract.code},
            url=reverse("sip:extract_detail", args=[extract.pk]),
            button=_("Öppna"),
            detail=extract.get_kind_display(),
            due_on=None,
        )
