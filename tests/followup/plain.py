"""A world counted in plain Python over the rows: it knows the rules of domain 7 and nothing of our SQL."""

from datetime import date, timedelta

from django.utils import timezone

from deviations.models import DeviationReport
from sip.cases.models import ChildCase, ForumCase
from sip.individual_forum.models import Occasion
from sip.plans.models import SipPlan
from tests.database import as_loader
from tests.followup.working import FIRST, LAST
from tests.followup.working_plain import plain_work
from tests.followup.worlds import AS_OF

ALLOWED = 14
SEXES = ("girl", "boy", "other", "unknown")
BY_SEX = ("held", "escalated", "outcome", "called_in_time", "called_late", "called_counted")
BY_SEX += ("plans", "sip_needs", "sip_offered", "sip_unoffered")


def plain_counts(world) -> dict[str, set]:
    """The keys of the rows of each number, by the rules as they are written."""
    with as_loader():
        cases = list(ForumCase.objects.all())
    raised = _on(world, cases, "raised_on")
    called, sat = (_judged(cases, raised, field) for field in ("convened_on", "held_on"))
    found = {
        "held": _on(world, cases, "held_on"),
        "raised": raised,
        "convened": _on(world, cases, "convened_on"),
        "sittings": _sittings(world, cases),
        "escalated": _on(world, cases, "escalated_on"),
        "outcome": _on(world, cases, "outcome_on"),
        "resolved": _on(world, cases, "outcome_on", first_outcome="resolved"),
        "unresolved": _on(world, cases, "outcome_on", first_outcome="unresolved"),
        "decided": _on(world, cases, "decided_on"),
        **_timed("called", *called),
        **_timed("sat", *sat),
        "called_waiting": raised - called[0] - called[1],
        **_plans(world),
        **_reports(world),
        **plain_work(world.town, world.town.area),
    }
    with as_loader():
        sex = {case.pk: case.sex for case in (*cases, *SipPlan.objects.all())}
    found |= {f"{cell}.{one}": {pk for pk in found[cell] if sex[pk] == one} for cell in BY_SEX for one in SEXES}
    return found


def _plans(world) -> dict[str, set]:
    with as_loader():
        plans = list(SipPlan.objects.all())
    needs = _on(world, [plan for plan in plans if plan.status != "not_needed"], "need_noticed_on")
    offered = {plan.pk for plan in plans if plan.pk in needs and (plan.offered_on or date.max) <= AS_OF}
    return {
        "plans": _on(world, plans, "activated_on"),
        "sip_needs": needs,
        "sip_offered": offered,
        "sip_unoffered": needs - offered,
    }


def _on(world, cases, field, **same) -> set:
    """The day lies in the year, on a day when the district lay in the area."""
    return {
        case.pk
        for case in cases
        if (day := getattr(case, field))
        and world.days[case.district_id][0] <= day <= world.days[case.district_id][1]
        and all(getattr(case, name) == value for name, value in same.items())
    }


def _judged(cases, raised, field) -> tuple[set, set]:
    in_time, late = set(), set()
    for case in cases:
        if case.pk not in raised:
            continue
        last_day = case.need_noticed_on + timedelta(days=ALLOWED)
        if done := getattr(case, field):
            (in_time if done <= last_day else late).add(case.pk)
        elif (case.ended_on or AS_OF) > last_day:
            late.add(case.pk)
    return in_time, late


def _timed(kind, in_time, late) -> dict[str, set]:
    return {f"{kind}_in_time": in_time, f"{kind}_late": late, f"{kind}_counted": in_time | late}


def _sittings(world, cases) -> set:
    """Each sitting by its own day, also when the case's first lies in another year."""
    first_last = {case.pk: world.days[case.district_id] for case in cases}
    with as_loader():
        sittings = list(Occasion.objects.filter(status="held"))
    return {
        one.pk
        for one in sittings
        if first_last[one.case_id][0] <= timezone.localdate(one.held_at) <= first_last[one.case_id][1]
    }


def _reports(world) -> dict[str, set]:
    with as_loader():
        reports = list(DeviationReport.objects.filter(duplicate_of=None).prefetch_related("counterparts"))
        against = {one.pk: {str(side.principal_id) for side in one.counterparts.all()} for one in reports}

    def days_of(one) -> tuple[date, date]:
        """When its district lay in the area; what names none stays with the area it was written in."""
        if one.district_id:
            return world.days[one.district_id]
        return (FIRST, LAST) if one.area_id == world.town.area.pk else (LAST, FIRST)

    def of(field):
        return {one.pk for one in reports if (day := getattr(one, field)) and days_of(one)[0] <= day <= days_of(one)[1]}

    taken_back = {
        one.pk
        for one in reports
        if one.status == "withdrawn" and (one.reacted_on is None or one.reacted_on > one.withdrawn_on)
    }
    sent = of("first_sent_on") - taken_back
    found: dict[str, set] = {"sent": sent, "submitted": of("submitted_on"), "closed": of("closed_on")}
    for one in reports:
        if one.pk in sent:
            sides = {f"sent.counterpart.{principal}" for principal in against[one.pk]}
            parts = (
                f"sent.level.{one.levels[-1]}",
                f"sent.category.{one.category}",
                f"sent.principal.{one.principal_id}",
            )
            for cell in (*parts, *sides):
                found.setdefault(cell, set()).add(one.pk)
    return found


def plain_plan_children(world, begun: set) -> int:
    """By the row of the principal whose unit began the plan: the city's school, here."""
    with as_loader():
        own = dict(ChildCase.objects.filter(child__principal=world.town.city).values_list("case_id", "child_id"))
    return len({own.get(pk, pk) for pk in begun})


def plain_children(world, held: set) -> int:
    """Each principal's own rows; a case without one is a child of its own."""
    with as_loader():
        child = dict(ChildCase.objects.values_list("case_id", "child_id"))
    return len({child.get(pk, pk) for pk in held})
