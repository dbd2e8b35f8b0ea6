"""Which rows of the groups a number counts, said once: the job counts by it and the page lists by it. [security 7]

A condition takes the area's year and holds for any queryset of the cell's own model, whoever reads. A group belongs to
the area it stands in; what is said to stand open, or to be in force, is so on the last day counted.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Count, Exists, Model, OuterRef, Q

from core.organisations.models import Area
from followup.indicators.year import AreaYear
from followup.models import AnnualFollowUp
from followup.states import FollowUpStatus
from groups.agreements.states import RUNNING, AgreementStatus
from groups.assignments.states import TaskStatus
from groups.choices import STEERING_KINDS, ForumKind, Tier
from groups.lifting.states import LiftStatus, StepStatus
from groups.meetings.called import Attendance
from groups.meetings.states import Place
from groups.models import (
    Agreement,
    Forum,
    Invitation,
    LiftedQuestion,
    LiftStep,
    Meeting,
    Need,
    Obstacle,
    PlanActivity,
    RoutineCover,
    RoutineVersion,
    Task,
    Training,
    Voice,
)
from groups.routines.content import SIP
from groups.routines.states import RoutineStatus
from groups.trainings.models import TrainingKind
from groups.voices.states import VoiceStatus
from groups.year import states as work

Rows = Callable[[AreaYear], Q]
GROUP_KINDS = (*STEERING_KINDS, ForumKind.WORKING_GROUP)
TWICE = 2  # so often does a county part's group meet in a year, at least. [I-15, 004:L161-163]


def of_groups(year: AreaYear, forum: str = "forum") -> Q:
    """The area's own standing groups."""
    return Q(**{f"{forum}__area_id": year.area_id, f"{forum}__kind__in": GROUP_KINDS})


def _in(year: AreaYear, field: str) -> Q:
    return Q(**{f"{field}__range": (year.first, year.last)})


def _on(field: str, **more: Any) -> Rows:
    return lambda year: of_groups(year) & _in(year, field) & Q(**more)


def _not_before(year: AreaYear, field: str) -> Q:
    """No day is set, or it comes after the last day counted."""
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gt": year.last})


def _calls(**more: Any) -> Rows:
    """The calls to members of meetings that were held, once it is noted who came. [F33]"""
    noted = {"place": Place.MEMBER, "attendance__in": [Attendance.PRESENT, Attendance.ABSENT, Attendance.REPLACED]}
    return lambda year: of_groups(year) & _in(year, "meeting__held_on") & Q(**noted, **more)


CAME = {"attendance": Attendance.PRESENT}
STOOD_IN = {"attendance": Attendance.REPLACED, "substitute__attendance": Attendance.PRESENT}


def _absent(year: AreaYear) -> Q:
    """Nobody sat on the seat: neither who was called nor a substitute who came. [S-19]"""
    return _calls()(year) & ~Q(**CAME) & ~Q(**STOOD_IN)


def _tasks(year: AreaYear) -> Q:
    return of_groups(year, "giver") | of_groups(year, "receiver")


def _waiting(year: AreaYear) -> Q:
    """Given by the last day counted, and not reported by then; what was taken back waits for nobody."""
    reported = Q(reported_on__lte=year.last) & ~Q(status=TaskStatus.IN_PROGRESS)
    return _tasks(year) & Q(given_on__lte=year.last) & ~reported & ~Q(status=TaskStatus.CANCELLED)


def _activities(*statuses: str) -> Rows:
    """Of the year's plan, once the group has decided it. [SM-10, AG-22]"""
    more = {"status__in": statuses} if statuses else {}
    decided = {"plan__status__in": work.PUBLIC, "removed_at__isnull": True}
    return lambda year: of_groups(year) & Q(plan__year=year.year, **decided, **more)


def _standing_obstacles(year: AreaYear) -> Q:
    return of_groups(year) & OBSTACLE & Q(noted_on__lte=year.last) & _not_before(year, "ended_on")


OBSTACLE = Q(kind=work.ObstacleKind.OBSTACLE)


def _to_the_region(**more: Any) -> Q:
    """Questions with a step to a forum of the regional level."""
    steps = LiftStep.objects.filter(question=OuterRef("pk"), to_forum__tier=Tier.REGIONAL, **more)
    return Q(Exists(steps))


def _lifted(year: AreaYear) -> Q:
    """Lifted in the year towards the regional level, and not taken back. [I-17 b]"""
    lifted = of_groups(year, "origin") & _in(year, "lifted_on") & _to_the_region()
    return lifted & ~Q(status=LiftStatus.WITHDRAWN)


def _answers(year: AreaYear) -> Q:
    return of_groups(year, "origin") & _in(year, "answered_on")


def _agreements(year: AreaYear) -> Q:
    """In force on the last day: the group's own, and those of the whole region. [000:L116, SM-6]"""
    here = Q(forum__area_id=year.area_id) | Q(forum__area__isnull=True)
    later = Agreement.objects.filter(replaces=OuterRef("pk"), in_force_on__lte=year.last)
    ended = Q(status=AgreementStatus.TERMINATED) | Q(status=AgreementStatus.SUPERSEDED) & ~Q(Exists(later))
    stands = Q(status__in=RUNNING) | ended & (Q(ends_on__isnull=True) | Q(ends_on__gte=year.last))
    return here & Q(in_force_on__lte=year.last) & stands


def _routines(year: AreaYear) -> Q:
    """In force in the area on the last day: the group's own, and the region's unless they are for other areas."""
    named = RoutineCover.objects.filter(routine_version=OuterRef("pk"), removed_at__isnull=True, area__isnull=False)
    everywhere = Q(forum__area_id=year.area_id) | Q(forum__area__isnull=True)
    here = Q(Exists(named.filter(area=year.area_id))) | everywhere & ~Q(Exists(named))
    held = Q(status__in=[RoutineStatus.IN_FORCE, RoutineStatus.REPLACED, RoutineStatus.WITHDRAWN])
    stands = Q(valid_to__isnull=True) & Q(status=RoutineStatus.IN_FORCE) | Q(valid_to__gte=year.last)
    return here & held & Q(valid_from__lte=year.last) & stands


def _years_before(year: AreaYear) -> Q:
    return Q(area_id=year.area_id, year__lt=year.year)


ANALYSED = (FollowUpStatus.ANALYSED_REGIONAL, FollowUpStatus.FED_BACK)


def _county_parts(year: AreaYear) -> Q:
    """The region's areas on the last day counted. [I-15]"""
    return Q(valid_from__lte=year.last) & (Q(valid_to__isnull=True) | Q(valid_to__gte=year.last))


def _parts_that_meet(year: AreaYear) -> Q:
    """Those with a managers' group on the last day that has met twice in the year. [I-15]"""
    held = Count("meetings", filter=Q(meetings__held_on__range=(year.first, year.last)))
    groups = Forum.objects.on(year.last).filter(area=OuterRef("pk"), kind__in=STEERING_KINDS)
    return _county_parts(year) & Q(Exists(groups.annotate(held=held).filter(held__gte=TWICE)))


# By model: each number and the rows it counts.
CELLS: Mapping[type[Model], Mapping[str, Rows]] = {
    Meeting: {"meetings": _on("held_on")},
    Invitation: {
        "called": _calls(),
        "came": _calls(**CAME),
        "stood_in": _calls(**STOOD_IN),
        "absent": _absent,
    },
    Task: {
        "tasks_given": lambda year: _tasks(year) & _in(year, "given_on"),
        "tasks_reported": lambda year: _tasks(year) & _in(year, "reported_on"),
        "tasks_waiting": _waiting,
    },
    PlanActivity: {
        "activities": _activities(),
        "activities_done": _activities(work.A.DONE),
        "activities_dropped": _activities(work.A.DROPPED),
        "activities_left": _activities(*work.UNDONE),
    },
    Obstacle: {
        "obstacles_noted": lambda year: _on("noted_on")(year) & OBSTACLE,
        "obstacles_solved": lambda year: _on("ended_on", status=work.B.SOLVED)(year) & OBSTACLE,
        "obstacles_open": _standing_obstacles,
    },
    Need: {"needs": _on("inventoried_on")},
    LiftedQuestion: {
        "lifted": _lifted,
        "lifted_answered": lambda year: _lifted(year) & _to_the_region(status=StepStatus.ANSWERED),
        "lift_answers": _answers,
    },
    Agreement: {"agreements": _agreements},
    RoutineVersion: {
        "routines": _routines,
        "sip_routines": lambda year: _routines(year) & Q(routine__subject=SIP),
    },
    Training: {
        "trainings": _on("held_on", kind=TrainingKind.TRAINING, removed_at__isnull=True),
        "joint": _on("held_on", kind=TrainingKind.ACTIVITY, removed_at__isnull=True),
    },
    Voice: {
        "voices": _on("said_on"),
        "voices_answered": _on("said_on", status=VoiceStatus.ANSWERED),
    },
    AnnualFollowUp: {
        "years": _years_before,
        "years_analysed": lambda year: _years_before(year) & Q(status__in=ANALYSED),
    },
    Area: {"parts": _county_parts, "parts_meet": _parts_that_meet},
}
MODEL_OF = {cell: model for model, cells in CELLS.items() for cell in cells}
OF_PERSONS = ("called", "came", "stood_in", "absent")  # counts of people: small ones are hidden. [I-R5]


def condition(year: AreaYear, cell: str) -> Q:
    """Raises KeyError for a cell that counts no rows."""
    return CELLS[MODEL_OF[cell]][cell](year)
