"""What is asked of a plan in more than one place."""

from datetime import date
from uuid import UUID

from django.db.models import CharField, Count, Func, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.utils import timezone

from core import clock
from core.access import Acting
from sip.cases.models import Participation
from sip.cases.states import Part
from sip.consent.models import Consent, ConsentUnit
from sip.consent.states import ConsentStatus, Purpose
from sip.plans.choices import Doer, Result
from sip.plans.models import OtherPlan, PlanMeasure, PlanMeeting, PlanRole, PlanVersion, SipPlan
from sip.plans.states import MeetingStatus

SAME_IN = 3  # [default] a measure that has stood in so many versions has been followed up twice and goes on


def live_consents(plan: SipPlan, on: date) -> QuerySet[Consent]:
    """The consents to the plan that live that day; at most one by its constraint."""
    return Consent.objects.filter(
        case_id=plan.pk, purpose=Purpose.SIP, status=ConsentStatus.GIVEN, valid_from__lte=on, valid_to__gte=on
    )


def stood_on_its_day(meeting: PlanMeeting) -> bool:
    """A consent to the plan stood when the meeting began; what ended later does not undo it. The database asks so too.

    [security 4]
    """
    day = timezone.localdate(meeting.starts_at)
    found = Consent.objects.filter(case_id=meeting.case_id, purpose=Purpose.SIP, valid_from__lte=day, valid_to__gte=day)
    return found.filter(Q(status=ConsentStatus.GIVEN) | Q(ended_at__gt=meeting.starts_at)).exists()


def covered_units(plan: SipPlan, on: date) -> QuerySet:
    """Ids of the units that a live consent covers."""
    units = ConsentUnit.objects.filter(consent__in=live_consents(plan, on), withdrawn_at__isnull=True)
    return units.values("unit_id")


def holder_of(plan: SipPlan, part: str) -> PlanRole | None:
    """Who is that part today."""
    found = PlanRole.objects.filter(case_id=plan.pk, part=part, valid_to__isnull=True)
    return found.select_related("assignment__person", "unit").first()


def starter_id(plan: SipPlan) -> UUID:
    """Who owes what the one who started the plan owes. [facts 9.18]"""
    return starters(plan).values_list("assignment_id", flat=True).first() or plan.initiated_by_id


def raised_by(acting: Acting) -> QuerySet:
    """Ids of the cases where the acting assignment stands in the place of the one who began. [facts 9.18]"""
    own = Participation.objects.live(clock.now()).filter(region_id=acting.region_id, part=Part.RAISER)
    return own.filter(assignment_id=acting.assignment_id).values("case_id")


def starters(plan: SipPlan) -> QuerySet[Participation]:
    """Who stands in the place of the one who started the plan, the latest first: a colleague may have taken over."""
    return Participation.objects.live(clock.now()).filter(case_id=plan.pk, part=Part.RAISER).order_by("-valid_from")


def live_measures(plan: SipPlan) -> QuerySet[PlanMeasure]:
    return PlanMeasure.objects.filter(case_id=plan.pk, taken_out_at__isnull=True)


def last_held(plan: SipPlan) -> PlanMeeting | None:
    found = PlanMeeting.objects.filter(case_id=plan.pk, status=MeetingStatus.HELD)
    return found.order_by("-held_at").first()


def stuck_measures(plan: SipPlan, today: date) -> QuerySet[PlanMeasure]:
    """Measures to look at before the meeting. [F85]

    Past their day without a result, without anybody by name who answers, or the same from version to version:
    `stood_in` says in how many.
    """
    itself = Func(JSONObject(id=Cast("pk", CharField())), function="jsonb_build_array", output_field=JSONField())
    among = Q(content__measures__contains=OuterRef("itself"))
    versions = PlanVersion.objects.filter(among, case_id=OuterRef("case_id")).order_by()
    count = versions.values("case_id").values(n=Count("pk"))
    late = Q(due_on__lt=today, result__in=(Result.NONE, Result.NOT_STARTED))
    nobody = Q(doer=Doer.UNIT, assignment__isnull=True, person="")
    found = live_measures(plan).alias(itself=itself).annotate(stood_in=Coalesce(Subquery(count), 0))
    return found.filter(late | nobody | Q(stood_in__gte=SAME_IN))


def in_its_place(plan: SipPlan) -> QuerySet[OtherPlan]:
    """The child's other plans beside the SIP that hold all that it must. [P-37]"""
    return OtherPlan.objects.complete().filter(case_id=plan.pk)


def ids_taking_part(case_id: UUID, unit_id: UUID | None = None) -> QuerySet:
    """Assignments that take part in the plan now, of one unit where it is named."""
    found = Participation.objects.live(clock.now()).filter(case_id=case_id, part__in=(Part.RAISER, Part.UNIT))
    if unit_id is not None:
        found = found.filter(unit_id=unit_id)
    return found.values("assignment_id")
