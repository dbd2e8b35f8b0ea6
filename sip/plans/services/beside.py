"""What is noted beside the plan: cost, and the own unit's filed copy. [F93, C14, security 1]"""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import audit, clock
from core.access import Acting, lock, require
from core.dayguard import refuse_ahead
from core.errors import Refused
from sip.cases.models import ChildCase
from sip.children.models import Child
from sip.children.policies import visible_children
from sip.plans import policies
from sip.plans.models import CostRecord, FiledCopy, PlanVersion, SipPlan
from sip.plans.queries import live_consents


@transaction.atomic
def note_cost(plan: SipPlan, *, by: Acting, agreed_on: date, text: str) -> CostRecord:
    """What was agreed on cost, among professionals only; who ordered pays when nothing is agreed. [P-67, C14]

    Raises PermissionDenied, Refused for a day ahead or no text.
    """
    plan = lock(plan)
    require(policies.can_note_cost(by, plan))
    refuse_ahead(agreed_on, "agreed_on")
    if not text.strip():
        raise Refused(_("Skriv vad ni kom överens om."), field="text")
    row = CostRecord(
        region_id=plan.region_id,
        case_id=plan.pk,
        unit_id=by.unit_id,
        agreed_on=agreed_on,
        text=text.strip(),
        written_by_id=by.assignment_id,
    )
    row.save(force_insert=True)
    audit.record("cost.noted", row, by=by)
    return row


@transaction.atomic
def file_copy(version: PlanVersion, *, by: Acting, child: Child | None = None) -> FiledCopy:
    """The own unit keeps a copy of the agreed version, under its own rules; `child` is the own principal's record.

    Only here, when the receiver takes it, is the plan matched with a child of the receiver's own; nobody else is told.
    Raises PermissionDenied, Refused when the version is filed already or the child is not one's own. [security 1]
    """
    plan = SipPlan.objects.get(pk=version.case_id)
    for consent in live_consents(plan, clock.today()):
        lock(consent, share=True)  # against whoever withdraws it meanwhile
    require(policies.can_file(by, plan))
    if child is not None and not visible_children(by).filter(pk=child.pk).exists():
        raise Refused(_("Välj ett barn som ni arbetar med."), field="child")
    copy = FiledCopy(
        region_id=version.region_id,
        case_id=version.case_id,
        code=plan.case.code,
        version_number=version.number,
        unit_id=by.unit_id,
        child=child,
        content=version.content,
        sha256=version.sha256,
        filed_by_id=by.assignment_id,
    )
    try:
        with transaction.atomic():
            copy.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("Er verksamhet har redan tagit emot den här versionen.")) from error
    if child is not None and not ChildCase.objects.filter(case_id=plan.pk, child=child).exists():
        ChildCase(region_id=plan.region_id, case_id=plan.pk, child=child).save(force_insert=True)
    audit.record("plan.filed", copy, by=by, case_id=version.case_id)
    return copy
