"""Ask members to read something, confirm that it is read, remind those who have not. [F67, 000:L389-390]"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, in_turn, lock, require
from core.errors import Refused
from core.notices import notify
from core.people.models import RoleAssignment
from groups.models import Forum, Membership
from groups.receipts import policies
from groups.receipts.models import Receipt
from groups.receipts.published import Kind


@transaction.atomic
def publish(thing: Any, *, by: Acting, kind: Kind, forums: Iterable[Forum]) -> int:
    """Ask whoever sits in the forums today and has not been asked; safe to repeat when members have come.

    What has no forum of its own is asked about in the one where the asked one sits.

    Returns how many were asked. Raises PermissionDenied, Refused when nobody new sits there.
    """
    in_turn(kind.about, thing.pk)
    thing.refresh_from_db()
    require(policies.can_publish(by, kind, thing))
    today = clock.today()
    wanted = policies.possible_forums(kind, thing).filter(pk__in=[one.pk for one in forums])
    sitting = Membership.objects.on(today).filter(forum__in=wanted)
    seats = dict(sitting.order_by("forum", "id").values_list("assignment", "forum"))
    asked = policies.receipts_of(kind, thing).values("assignment")
    people = RoleAssignment.objects.live(today).filter(pk__in=seats.keys())
    people = people.exclude(pk__in=asked).exclude(pk=by.assignment_id)
    new = [
        Receipt(
            region_id=thing.region_id,
            forum_id=getattr(thing, "forum_id", None) or seats[key],
            about_kind=kind.about,
            about_id=thing.pk,
            assignment_id=key,
            asked_by_id=by.assignment_id,
            asked_on=today,
        )
        for key in people.order_by("pk").values_list("pk", flat=True)
    ]
    if not new:
        raise Refused(_("Alla som sitter i grupperna är redan tillfrågade."), field="forums")
    Receipt.objects.bulk_create(new)
    audit.record("receipt.asked", thing, by=by)
    _tell("receipt_asked", kind, thing, new, by)
    return len(new)


@transaction.atomic
def confirm(receipt: Receipt, *, by: Acting) -> Receipt:
    """It is read. Raises PermissionDenied."""
    receipt = lock(receipt)
    require(policies.can_confirm(by, receipt))
    receipt.read_at = clock.now()
    receipt.save(update_fields=["read_at"])
    audit.record("receipt.confirmed", receipt, by=by)
    return receipt


@transaction.atomic
def remind(thing: Any, *, by: Acting, kind: Kind) -> int:
    """Those who have not confirmed, once a day. Returns how many. Raises PermissionDenied, Refused when all have."""
    require(policies.can_publish(by, kind, thing))
    waiting = policies.receipts_of(kind, thing).filter(read_at__isnull=True).exclude(reminded_on=clock.today())
    rows = list(waiting.select_for_update(of=("self",)).order_by("pk"))
    if not rows:
        raise Refused(_("Ingen att påminna. Alla har läst eller är redan påminda i dag."))
    Receipt.objects.filter(pk__in=[one.pk for one in rows]).update(reminded_on=clock.today())
    audit.record("receipt.reminded", thing, by=by)
    _tell("receipt_reminded", kind, thing, rows, by)
    return len(rows)


def _tell(what: str, kind: Kind, thing: Any, rows: list[Receipt], by: Acting) -> None:
    people = [one.assignment_id for one in rows]
    notify(what, to=people, by=by, about_kind=kind.about, about_id=thing.pk)
