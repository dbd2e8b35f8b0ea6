"""Who sees, notes and changes the child's other plans: beside a SIP, and at the child with or without one. [F88-F91]

One noted beside a SIP is read by all to whom that is open. One noted at the child is the noting unit's own, as what it
knows of the child is; it stands beside a SIP too once it is shown there. Row security says the same. [security 1-3]
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from core.access import Acting, within
from core.organisations.choices import UnitType
from sip.cases.models import ChildCase
from sip.cases.policies import takes_part
from sip.children.models import Child
from sip.children.policies import can_begin_with_child, can_register_child
from sip.disclosures.choices import Side
from sip.disclosures.grounds import side_of
from sip.plans.choices import PlanType
from sip.plans.models import OtherPlan, SipPlan
from sip.plans.policies import can_leave_out, visible_plans, with_relations
from sip.plans.querysets import OtherPlanQuerySet


def noted_other_plans(acting: Acting) -> OtherPlanQuerySet:
    """Those that no longer hold too."""
    beside = Q(within("case_id", "visible_plan_case_ids")) | Q(within("case_id", "started_case_ids"))
    found = OtherPlan.objects.filter(region_id=acting.region_id)
    return found.filter(beside | _own(acting))


def visible_other_plans(acting: Acting) -> OtherPlanQuerySet:
    return noted_other_plans(acting).filter(ended_at__isnull=True)


def own_other_plans(acting: Acting) -> OtherPlanQuerySet:
    """Those that the own unit noted at the children it works with, and that still hold."""
    return OtherPlan.objects.filter(_own(acting), region_id=acting.region_id, ended_at__isnull=True)


def other_plans_of(acting: Acting, child: Child) -> OtherPlanQuerySet:
    """The child's register: what the own unit noted at the child, and what stands beside the plans one reads."""
    cases = ChildCase.objects.filter(child=child).values("case_id")
    return visible_other_plans(acting).filter(Q(child=child) | Q(case_id__in=cases)).for_list()


def _own(acting: Acting) -> Q:
    return Q(within("child_id", "visible_child_ids"), unit_id=acting.unit_id)


def can_note_other_plan(acting: Acting, plan: SipPlan) -> bool:
    return plan.is_open and takes_part(acting, plan)


def can_note_at_child(acting: Acting, child: Child) -> bool:
    """Who: those who meet children in their work, of the child they work with. [F88]"""
    return can_begin_with_child(acting, child)


def is_kept_by(acting: Acting, row: OtherPlan) -> bool:
    """Whether it is the own unit's own, of a child that one works with."""
    return row.is_own and own_other_plans(acting).filter(pk=row.pk).exists()


def can_change_other_plan(acting: Acting, row: OtherPlan, plan: SipPlan | None) -> bool:
    """Beside `plan` as long as that goes on; one of LSS is reviewed every year whether it does or not. [DL-35]

    A unit's own: those of the unit who work with the child, always.
    """
    if row.is_own or plan is None:
        return can_register_child(acting) and is_kept_by(acting, row)
    return can_note_other_plan(acting, plan) or (row.kind == PlanType.LSS and takes_part(acting, plan))


def kinds_to_note(acting: Acting) -> list[tuple[str, str]]:
    """The kinds that may be noted at the child: social services begin a plan of LSS with its offer; a preschool makes
    no action programme. [P-51, P-52]
    """
    without = set()
    if side_of(acting.unit_type) == Side.SOCIAL:
        without.add(PlanType.LSS)
    if acting.unit_type == UnitType.PRESCHOOL:
        without.add(PlanType.SCHOOL)
    return [(kind.value, str(kind.label)) for kind in PlanType if kind not in without]


def plans_to_stand_beside(acting: Acting, child_id: UUID) -> list[SipPlan]:
    """The child's open plans in which one may note another plan. [F88]"""
    own = ChildCase.objects.filter(child_id=child_id).values("case_id")
    found = visible_plans(acting).open().filter(pk__in=own).select_related("case").order_by("case__code")
    return [plan for plan in with_relations(acting, found) if can_note_other_plan(acting, plan)]


def plan_to_replace(acting: Acting, plans: Iterable[SipPlan]) -> SipPlan | None:
    """Which of the child's plans another one may take the place of now. [F89]"""
    return next((plan for plan in plans if can_leave_out(acting, plan)), None)
