"""What happens to a child beside its cases: needs noticed, placements, offers under LSS, other plans,
transitions. [issue 3.10]

Of a secret place of stay nothing is told here, nor that others were told of one: it stands on a page of its own.
[security 2]
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.access import Acting, Asks
from core.obligations.models import Obligation
from sip.children.models import Child
from sip.lss.deadlines import CODES as LSS_CODES
from sip.lss.models import LssOffer
from sip.lss.policies import visible_offers
from sip.needs.policies import visible_needs
from sip.placements.models import HealthExam, Placement, PlacementNotice
from sip.placements.page import CODES as PLACEMENT_CODES
from sip.placements.page import request_of
from sip.placements.policies import visible_exams, visible_placements
from sip.placements.states import WITHOUT_CONSENT
from sip.plans.deadlines import OF_OTHER_PLANS
from sip.plans.models import OtherPlan
from sip.plans.register import noted_other_plans
from sip.story.events import Event, Lane, happened, said_of
from sip.story.shared import Told, clocks_told
from sip.transitions.deadlines import CODES as TRANSITION_CODES
from sip.transitions.models import Transition, TransitionUnit
from sip.transitions.policies import visible_transitions
from sip.transitions.states import TransitionStatus

CHILD = Lane.CHILD


def _clocks(subjects: QuerySet, codes: Iterable[str]) -> QuerySet[Obligation]:
    found = Obligation.objects.filter(subject_id__in=subjects.order_by().values("pk"), code__in=codes)
    return found.select_related("rule").with_events().order_by("started_on", "pk")


def needs(acting: Acting, child: Child, *, with_unit: bool) -> Iterator[Asks | Told]:
    """Of a protected child no unit is told, as in the list of its needs. [facts 9.33]"""
    found = visible_needs(acting).filter(child=child).select_related("unit", "assessed_by__person")
    yield Asks(found)
    told: list[Event] = []
    for need in found:
        by = {"by": need.assessed_by, "unit": need.unit} if with_unit else {}
        text, position = _("Ett behov uppmärksammades"), str(need.get_position_display())
        told += said_of(need.pk, happened(need.noticed_on, CHILD, text, detail=position, **by))
        told += said_of(need.pk, happened(need.instead_on, CHILD, _("En annan plan räckte")))
    yield told, []


def placements(acting: Acting, child: Child, today: date) -> Iterator[Asks | Told]:
    """Decided, begun, ended; the joint planning, the requests for examinations, and who was told."""
    found = visible_placements(acting).filter(child=child).select_related("registered_by__person", "unit")
    exams = visible_exams(acting).filter(child=child)
    notices = PlacementNotice.objects.filter(region_id=acting.region_id, placement_id__in=found.order_by().values("pk"))
    notices = notices.exclude(kind__in=WITHOUT_CONSENT)
    notices = notices.select_related("receiving_unit", "sent_by__person", "taken_by__person")
    clocks, of_exams = _clocks(found, PLACEMENT_CODES), _clocks(exams, PLACEMENT_CODES)
    yield Asks(found, exams, notices, clocks, of_exams)
    placed_by = {exam.pk: exam.placement_id for exam in exams}
    told = [event for one in found for event in said_of(one.pk, _placement(one))]
    told += [event for one in exams for event in said_of(one.placement_id, _exam(one))]
    told += [event for one in notices for event in said_of(one.placement_id, _notice(one))]
    ran = [(one.subject_id, one) for one in clocks] + [(placed_by[one.subject_id], one) for one in of_exams]
    said, spans = clocks_told(ran, today, {exam.pk: request_of(exam) for exam in exams})
    yield [*told, *said], spans


def _placement(one: Placement) -> list[Event]:
    by, form = {"by": one.registered_by, "unit": one.unit}, str(one.get_form_display())
    began = one.starts_on if one.status != "planned" else None
    return [
        *happened(one.decided_on, CHILD, _("Placeringen beslutades"), detail=form, **by),
        *happened(one.planning_invited_on, CHILD, _("Inbjudan till gemensam planering skickades")),
        *happened(one.planning_met_on, CHILD, _("Parterna planerade tillsammans")),
        *happened(one.exam_decided_on, CHILD, _("Läkarundersökning enligt LVU beslutades")),
        *happened(one.exam_done_on, CHILD, _("Läkarundersökningen enligt LVU gjordes")),
        *happened(began, CHILD, _("Placeringen började"), detail=form),
        *happened(one.end_planned_on, CHILD, _("Slutet på placeringen planerades")),
        *happened(one.ended_on, CHILD, _("Placeringen avslutades"), detail=str(one.get_end_reason_display())),
    ]


def _exam(one: HealthExam) -> list[Event]:
    to = str(one.get_receiver_display())
    done = max((day for day in (one.mental_done_on, one.physical_done_on, one.oral_done_on) if day), default=None)
    return [
        *happened(one.requested_on, CHILD, _("Undersökningen begärdes"), detail=to),
        *happened(done, CHILD, _("Undersökningen gjordes"), detail=to),
        *happened(one.statement_on, CHILD, _("Utlåtandet kom"), detail=to),
    ]


def _notice(one: PlacementNotice) -> list[Event]:
    unit, detail = one.receiving_unit, str(one.get_kind_display())
    sent = _("Besked om placeringen lämnades till %(unit)s") % {"unit": unit.name}
    return [
        *happened(one.sent_on, CHILD, sent, by=one.sent_by, detail=detail),
        *happened(one.taken_at, CHILD, _("Beskedet om placeringen togs emot"), by=one.taken_by, unit=unit),
    ]


def lss(acting: Acting, child: Child, today: date) -> Iterator[Asks | Told]:
    found = visible_offers(acting).filter(child=child)
    found = found.select_related("noted_by__person", "offered_by__person", "recorded_by__person")
    clocks = _clocks(found, LSS_CODES)
    yield Asks(found, clocks)
    told = [event for one in found for event in said_of(one.pk, _lss(one))]
    said, spans = clocks_told([(one.subject_id, one) for one in clocks], today)
    yield [*told, *said], spans


def _lss(one: LssOffer) -> list[Event]:
    return [
        *happened(one.arose_on, CHILD, str(one.get_why_display()), by=one.noted_by),
        *happened(one.offered_on, CHILD, _("En plan enligt LSS erbjöds"), by=one.offered_by),
        *happened(one.answered_on, CHILD, _("Familjen svarade om planen enligt LSS"), by=one.recorded_by),
        *happened(one.valid_from, CHILD, _("Planen enligt LSS började gälla")),
        *happened(one.reviewed_on, CHILD, _("Planen enligt LSS sågs över")),
        *happened(one.told_on, CHILD, _("Regionen underrättades om planen enligt LSS")),
        *happened(one.ended_on, CHILD, _("Erbjudandet enligt LSS avslutades"), detail=one.get_end_reason_display()),
    ]


def other_plans(acting: Acting, child: Child, today: date) -> Iterator[Asks | Told]:
    """The own unit's; what is shown beside a SIP ends in that one's own course. [F88]"""
    found = noted_other_plans(acting).filter(child=child, unit_id=acting.unit_id)
    found = found.select_related("noted_by__person", "unit")
    clocks = _clocks(found, [one.code for one in OF_OTHER_PLANS])
    yield Asks(found, clocks)
    told = [event for one in found for event in said_of(one.pk, _other_plan(one))]
    said, spans = clocks_told([(one.subject_id, one) for one in clocks], today)
    yield [*told, *said], spans


def _other_plan(one: OtherPlan) -> list[Event]:
    kind, ended = str(one.get_kind_display()), None if one.shown_at else one.ended_at
    return [
        *happened(one.created_at, CHILD, _("En annan plan noterades"), by=one.noted_by, detail=kind),
        *happened(ended, CHILD, _("Noteringen om en annan plan avslutades"), detail=kind),
    ]


def transitions(acting: Acting, child: Child, today: date) -> Iterator[Asks | Told]:
    """Planned, called, met, confirmed unit by unit, closed. [SM-8]"""
    found = (
        visible_transitions(acting)
        .filter(child=child)
        .select_related("created_by__person", "unit", "closed_by__person")
    )
    units = TransitionUnit.objects.filter(transition_id__in=found.order_by().values("pk"), removed_on__isnull=True)
    units = units.select_related("unit", "confirmed_by__person")
    clocks = _clocks(found, TRANSITION_CODES)
    yield Asks(found, units, clocks)
    told = [event for one in found for event in said_of(one.pk, _transition(one))]
    told += [event for row in units for event in said_of(row.transition_id, _handed_over(row))]
    said, spans = clocks_told([(one.subject_id, one) for one in clocks], today)
    yield [*told, *said], spans


def _transition(one: Transition) -> list[Event]:
    kind = str(one.get_kind_display())
    is_dropped = one.status == TransitionStatus.NOT_NEEDED
    text = _("Övergången behövs inte") if is_dropped else _("Övergången avslutades")
    why = f"{kind}, {one.get_drop_reason_display()}" if is_dropped else kind
    return [
        *happened(one.created_at, CHILD, _("En övergång lades upp"), by=one.created_by, unit=one.unit, detail=kind),
        *happened(one.planned_on, CHILD, _("Övergången planerades"), detail=kind),
        *happened(one.wish_on, CHILD, _("Den ungas önskan noterades")),
        *happened(one.met_on, CHILD, _("Det gemensamma mötet om övergången hölls")),
        *happened(one.handed_over_on, CHILD, _("Allt var överlämnat"), detail=kind),
        *happened(one.closed_on, CHILD, text, by=one.closed_by, detail=why),
    ]


def _handed_over(row: TransitionUnit) -> list[Event]:
    """Each unit's own part in it."""
    return [
        *happened(row.called_on, CHILD, _("Kallades till mötet om övergången"), unit=row.unit),
        *happened(row.replied_on, CHILD, _("Svarade på kallelsen till övergången"), unit=row.unit),
        *happened(row.confirmed_on, CHILD, _("Bekräftade sin överföring"), by=row.confirmed_by, unit=row.unit),
    ]
