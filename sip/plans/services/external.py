"""What the plan is called in another system: set, changed, taken away, with its history. [F105, 004:L1017-1021]"""

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.errors import Refused
from core.regions.profile import profile_of
from sip.plans import policies
from sip.plans.models import ExternalChange, SipPlan


@transaction.atomic
def set_external(plan: SipPlan, *, by: Acting, reference: str, seen: str) -> SipPlan:
    """An empty reference takes it away. `seen` is the one that the writer had before their eyes.

    Raises PermissionDenied, Refused for the same one, and where another has changed it meanwhile.
    """
    plan = lock(plan)
    require(policies.can_set_external(by, plan))
    reference = reference.strip()
    if plan.external_reference != seen:
        raise Refused(_("Någon har ändrat koden medan du skrev. Läs om sidan."), field="reference")
    if reference == plan.external_reference:
        raise Refused(_("Koden är densamma som förut."), field="reference")
    note_external(plan, by=by, after=reference)
    plan.external_reference = reference
    plan.save(update_fields=["external_reference"])
    audit.record("plan.external_changed", plan, by=by)
    return plan


def note_external(plan: SipPlan, *, by: Acting, after: str) -> None:
    """The line of the history, from what the plan has to what it gets; part of the verb that changes it."""
    system = profile_of(plan.region_id, clock.today(), area_id=plan.area_id).sip_external_system
    ExternalChange(
        region_id=plan.region_id,
        case_id=plan.pk,
        system=system or "",
        before=plan.external_reference,
        after=after,
        changed_by_id=by.assignment_id,
    ).save(force_insert=True)
