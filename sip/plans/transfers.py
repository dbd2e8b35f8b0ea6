"""Who takes over from a plan, as the young person's transition says: the plan itself names nobody. [SM-8, P-70]"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from core import clock
from core.access import Acting
from core.organisations.models import Unit
from sip.cases.models import ChildCase, Participation
from sip.cases.states import Part
from sip.plans.models import SipPlan
from sip.transitions.models import Transition, TransitionUnit
from sip.transitions.policies import visible_transitions
from sip.transitions.states import TransitionKind, TransitionStatus, UnitPart

TO_ADULTS = (TransitionKind.ADULT_18, TransitionKind.PLACED_21)


def to_adults(acting: Acting, plan: SipPlan) -> QuerySet[Transition]:
    """The transitions of the plan's child to services for adults, among those that one may see."""
    own = ChildCase.objects.filter(case_id=plan.pk).values("child_id")
    found = visible_transitions(acting).filter(Q(case_id=plan.pk) | Q(child_id__in=own), kind__in=TO_ADULTS)
    return found.exclude(status=TransitionStatus.NOT_NEEDED)


def handed_over(acting: Acting, plan: SipPlan) -> QuerySet[Transition]:
    """Those where the meeting has been held and each unit has confirmed."""
    return to_adults(acting, plan).filter(status__in=(TransitionStatus.HANDED_OVER, TransitionStatus.CLOSED))


def receivers(acting: Acting, plan: SipPlan) -> QuerySet[Unit]:
    """The units that take over; `takes_part` where somebody there is in the plan, and so may file it."""
    rows = TransitionUnit.objects.filter(
        transition__in=to_adults(acting, plan), part=UnitPart.RECEIVING, removed_on__isnull=True
    )
    there = Participation.objects.live(clock.now()).filter(
        case_id=plan.pk, unit_id=OuterRef("pk"), part__in=(Part.RAISER, Part.UNIT)
    )
    return Unit.objects.filter(pk__in=rows.values("unit_id")).annotate(takes_part=Exists(there)).order_by("name")
