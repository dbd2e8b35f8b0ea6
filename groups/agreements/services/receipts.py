"""Who among the members has read the agreement that holds: the leader asks, each confirms. [F67, 000:L389-390]"""

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, require
from core.errors import Refused, WrongState
from groups.agreements import policies
from groups.agreements.models import Agreement, AgreementReading
from groups.agreements.services.drafting import in_turn, tell
from groups.composition import members_of


@transaction.atomic
def ask_to_read(agreement: Agreement, *, by: Acting) -> list[AgreementReading]:
    """Everybody who sits in the group and has not been asked before. Raises PermissionDenied, Refused for nobody."""
    in_turn(agreement.pk)
    agreement = Agreement.objects.select_related("forum").get(pk=agreement.pk)
    require(policies.can_ask_to_read(by, agreement))
    asked = set(agreement.readings.values_list("assignment", flat=True))
    seated = dict.fromkeys(one.assignment_id for one in members_of(agreement.forum, clock.today()))
    new = [one for one in seated if one not in asked]
    if not new:
        raise Refused(_("Alla ledamöter är redan tillfrågade."))
    rows = AgreementReading.objects.bulk_create(
        AgreementReading(
            region_id=agreement.region_id, agreement=agreement, assignment_id=one, asked_by_id=by.assignment_id
        )
        for one in new
    )
    audit.record("agreement.reading_asked", agreement, by=by)
    tell("agreement_to_read", agreement, new, by)
    return rows


@transaction.atomic
def confirm(reading: AgreementReading, *, by: Acting) -> AgreementReading:
    """One has read it. Raises PermissionDenied for another's, WrongState when it is said already."""
    in_turn(reading.agreement_id)
    reading.refresh_from_db()
    require(policies.can_confirm(by, reading))
    if reading.confirmed_at is not None:
        raise WrongState(_("Du har redan bekräftat."))
    reading.confirmed_at = clock.now()
    reading.save(update_fields=["confirmed_at"])
    audit.record("agreement.read", reading, by=by)
    return reading
