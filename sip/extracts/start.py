"""What the start page asks of a records officer: extracts to read and to hand out, with the request's day. [design]"""

from collections.abc import Iterator
from datetime import date

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting, Asks
from core.obligations import owed as obligations
from core.obligations.models import Obligation
from core.ui.registry import Duty
from sip.extracts import policies
from sip.extracts.deadlines import ANSWERED
from sip.extracts.states import OPEN, S

MOST = 5


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """The oldest that another has built, those of one's own that another has read, and whatever is late.

    A request that one owes an answer to oneself has the clock's own line already.
    """
    if not policies.can_build(acting):
        return
    mine = Q(builder_id=acting.person_id)
    running = Obligation.objects.live().filter(subject_id=OuterRef("pk"), code=ANSWERED.code)
    waiting = policies.visible_extracts(acting).annotate(due_on=Subquery(running.values("due_on")[:1]))
    waiting = waiting.filter(~mine & Q(status=S.BUILT) | mine & Q(status=S.READ) | Q(status__in=OPEN, due_on__lt=today))
    own = obligations.owed_by(acting, today).filter(code=ANSWERED.code)
    waiting = waiting.exclude(pk__in=own.values("subject_id")).order_by("asked_on", "id")[:MOST]
    yield Asks(waiting)
    for extract in waiting:
        title = _("Läs utdraget %(code)s") if extract.status == S.BUILT else _("Lämna ut utdraget %(code)s")
        yield Duty(
            title=title % {"code": extract.code},
            url=reverse("sip:extract_detail", args=[extract.pk]),
            button=_("Öppna"),
            detail=extract.get_kind_display(),
            due_on=extract.due_on,
        )
