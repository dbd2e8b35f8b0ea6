"""Ask the first line to begin a SIP; answer. [P-33, 004:L1003-1009]"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock, obligations
from core.access import Acting, lock, require
from core.errors import Refused
from core.notices import notify
from core.organisations.models import District, Unit
from sip.children.models import Child
from sip.first_line import policies, states
from sip.first_line.models import FirstLineAsk
from sip.first_line.sending import ANSWERED
from sip.first_line.states import WhyNot
from sip.transfers.models import Transfer
from sip.transfers.services import Started, start_transfer


@dataclass(frozen=True)
class Asked:
    """What is asked: which unit, why a SIP is needed, since when, and where it belongs."""

    unit: Unit
    text: str
    need_noticed_on: date
    district: District


@transaction.atomic
def ask_first_line(child: Child, *, by: Acting, facts: Asked) -> Transfer:
    """A transfer to the unit that is asked; the family's consent opens it, and then the answer's clock starts.

    Raises PermissionDenied where the unit begins a SIP itself, Refused for a unit that is not asked.
    """
    child = lock(child)
    require(policies.can_ask(by, child))
    if facts.unit.pk not in {unit.pk for unit in policies.first_line(by, child) if unit.is_staffed}:  # type: ignore[attr-defined]
        raise Refused(_("Välj en verksamhet i första linjen."), field="unit")
    transfer = start_transfer(
        child, by=by, facts=Started(facts.district, [facts.unit], facts.text, facts.need_noticed_on)
    )
    ask = FirstLineAsk(
        region_id=by.region_id,
        case_id=transfer.pk,
        unit_id=by.unit_id,
        receiving_unit_id=facts.unit.pk,
        asked_by_id=by.assignment_id,
    )
    ask.save(force_insert=True)
    audit.record("first_line.asked", ask, by=by, case_id=transfer.pk, child_id=child.pk)
    return transfer


@transaction.atomic
def answer_ask(ask: FirstLineAsk, *, by: Acting, why_not: str = "") -> FirstLineAsk:
    """It is taken up, or not and why; whoever asked is told. Raises WrongState, PermissionDenied, Refused."""
    ask = lock(ask)
    move = states.DECLINE if why_not else states.TAKE_UP
    move.guard(ask)
    require(policies.can_answer(by, ask))
    if why_not and why_not not in WhyNot.values:
        raise Refused(_("Välj varför det inte tas upp."), field="why_not")
    ask.status, ask.why_not = move.target, why_not
    ask.answered_on, ask.answered_by_id = clock.today(), by.assignment_id
    ask.save(update_fields=["status", "why_not", "answered_on", "answered_by"])
    obligations.end(ask.case, ANSWERED.code, on=ask.answered_on, by=by)
    audit.record(f"first_line.{move.target}", ask, by=by, case_id=ask.case_id, reason=why_not)
    notify(
        "first_line_answered",
        to=[ask.asked_by_id],
        by=by,
        about_kind="case",
        about_id=ask.case_id,
        case_id=ask.case_id,
    )
    return ask
