"""What the start page asks of a records officer: the answers that wait. [design]"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import Acting, Asks
from core.ui.registry import Duty
from sip.retention import policies
from sip.retention.models import RetentionApproval
from sip.retention.states import S

MOST = 5


def decides_on_deletion(acting: Acting) -> bool:
    return policies.is_records_officer(acting)


def duties(acting: Acting, today: date) -> Iterator[Duty | Asks]:
    """The oldest that wait for one's own yes."""
    if not policies.is_records_officer(acting):
        return
    mine = RetentionApproval.objects.filter(proposal=OuterRef("pk"), person_id=acting.person_id)
    waiting = policies.visible_proposals(acting).filter(~Exists(mine), status__in=[S.PROPOSED, S.FIRST_APPROVED])
    waiting = waiting.order_by("due_on", "id")[:MOST]
    yield Asks(waiting)
    for proposal in waiting:
        yield Duty(
            title=_("Ta ställning till gallring av %(code)s") % {"code": proposal.code},
            url=reverse("sip:retention_detail", args=[proposal.pk]),
            button=_("Öppna"),
            detail=proposal.get_status_display(),
            due_on=proposal.finish_by,
        )
