"""Start a transfer of information, name who takes care of it, close it. [P-13, F106]"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused
from core.notices import notify
from core.organisations.models import District, Unit
from core.people.models import RoleAssignment
from sip.cases.models import CaseKind, Participation
from sip.cases.opening import area_of, first_rows, new_case
from sip.cases.states import Part
from sip.children.models import Child
from sip.disclosures.choices import PieceKind
from sip.first_line.sending import stop_ask
from sip.needs.services import check_noticed_on
from sip.transfers import policies, states
from sip.transfers.models import Transfer


@dataclass(frozen=True)
class Started:
    """What is said when it is started. `text` is the unit's own piece, opened to `units` by a consent or a ground."""

    district: District
    units: Collection[Unit]
    text: str
    need_noticed_on: date


@transaction.atomic
def start_transfer(child: Child, *, by: Acting, facts: Started) -> Transfer:
    """What the unit wants to tell named others about a child is written; nobody learns of it before a consent, or a
    ground in law. [P-13, CS-01..CS-03]

    Raises PermissionDenied, Refused for no other unit, no text or a day that cannot be.
    """
    child = lock(child)
    require(policies.can_start_transfer(by, child))
    check_noticed_on(facts.need_noticed_on, child)
    if not {unit.pk for unit in facts.units} - {by.unit_id}:
        raise Refused(_("Välj minst en annan verksamhet som uppgifterna ska gå till."), field="units")
    if not facts.text.strip():
        raise Refused(_("Skriv de uppgifter som ska lämnas."), field="text")
    area = area_of(facts.district)
    case = new_case(CaseKind.TRANSFER, facts.district, area, by=by)
    transfer = Transfer(
        case=case,
        region_id=by.region_id,
        area=area,
        district=facts.district,
        starting_unit_id=by.unit_id,
        started_by_id=by.assignment_id,
        need_noticed_on=facts.need_noticed_on,
        started_on=clock.today(),
    )
    transfer.save(force_insert=True)
    first_rows(case, child, by=by, kind=PieceKind.VIEW, text=facts.text, units=facts.units)
    audit.record("transfer.started", transfer, by=by, case_id=case.pk, child_id=child.pk)
    return transfer


@transaction.atomic
def name_receiver(transfer: Transfer, *, by: Acting, to: RoleAssignment) -> Participation:
    """The leader of a unit that has been given something names who of it takes care of it. [security 2, row 3]

    Raises PermissionDenied, Refused for somebody of another unit or who is named already.
    """
    transfer = lock(transfer)
    require(policies.can_name_receiver(by, transfer))
    if not policies.possible_receivers(by, transfer).filter(pk=to.pk).exists():
        raise Refused(_("Välj en kollega som arbetar i er enhet nu."), field="to")
    named = Participation(
        region_id=transfer.region_id,
        case_id=transfer.pk,
        unit_id=by.unit_id,
        assignment=to,
        part=Part.RECEIVER,
        added_by_id=by.assignment_id,
    )
    named.save(force_insert=True)
    audit.record("transfer.receiver_named", transfer, by=by, case_id=transfer.pk)
    notify("transfer_received", to=[to.pk], by=by, about_kind="case", about_id=transfer.pk, case_id=transfer.pk)
    return named


@transaction.atomic
def close_transfer(transfer: Transfer, *, by: Acting) -> Transfer:
    """What was to be told is told: nothing more is given. What has been given stays open as long as its basis stands.

    Raises WrongState, PermissionDenied.
    """
    transfer = lock(transfer)
    states.CLOSE.guard(transfer)
    require(policies.can_close_transfer(by, transfer))
    transfer.status, transfer.ended_on = states.CLOSE.target, clock.today()
    transfer.save(update_fields=["status", "ended_on"])
    stop_ask(transfer.pk, by=by)
    audit.record("transfer.closed", transfer, by=by, case_id=transfer.pk)
    return transfer
