"""Note that a unit says no to a plan. [F76, P-42]"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused, WrongState
from core.organisations.models import Unit
from sip.plans.models import SipPlan
from sip.plans.policies import is_leading
from sip.refusals import policies
from sip.refusals.choices import UnitReason
from sip.refusals.models import Refusal


@transaction.atomic
def note_refusal(
    plan: SipPlan, *, by: Acting, unit: Unit, refused_to: str, reason: str, on: date, words: str = ""
) -> Refusal:
    """A unit does not take part, or will not begin a plan: its reason as a code, its words with the plan alone.

    Raises WrongState when the plan has ended, PermissionDenied, Refused for the own unit, a day ahead or before the
    need, and another reason without words.
    """
    plan = lock(plan)
    require(is_leading(by, plan))
    if not plan.is_open:
        raise WrongState(_("Planen är avslutad. Ett nej noteras medan den pågår."))
    if not policies.refusing_units(by, plan).filter(pk=unit.pk).exists():
        raise Refused(_("Välj en annan verksamhet än er egen."), field="unit")
    if not plan.need_noticed_on <= on <= clock.today():
        raise Refused(_("Dagen ligger före behovet eller framåt i tiden."), field="on")
    if reason == UnitReason.OTHER and not words.strip():
        raise Refused(_("Skriv vilket skälet var."), field="words")
    row = Refusal(
        region_id=plan.region_id,
        case_id=plan.pk,
        unit=unit,
        refused_to=refused_to,
        reason=reason,
        words=words.strip(),
        refused_on=on,
        noted_by_id=by.assignment_id,
    )
    row.save(force_insert=True)
    audit.record("plan.refused_by_unit", row, by=by, case_id=plan.pk, unit_id=unit.pk, reason=reason)
    return row
