"""Extracts of a child's record: one that waits for its second reader, one that has been handed out. [security 6]"""

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta

from core.access import Acting
from core.people.models import RoleAssignment
from core.roles import Role
from demo.finding import Found
from demo.people import acting_for
from demo.plan_steps import on
from demo.story import at
from sip.children.policies import visible_children
from sip.extracts import building, policies, services
from sip.extracts.models import Extract
from sip.extracts.states import Choice, Ground, Kind, Manner
from sip.models import Child

ASKED, BUILT, READ = (timedelta(days=days) for days in (12, 8, 6))


def make_extracts(found: Found, today: date) -> int:
    """How many; none where a principal has not two officers, or no child that its people work with."""
    officers = list(found.all(Role.RECORDS_OFFICER))
    child = _child(found, officers, today)
    if len(officers) < 2 or child is None:
        return 0
    first, second = officers[:2]
    done = _built(child, first, today - BUILT, asked=today - ASKED, kind=Kind.LOG)
    done = _read(done, second, today - READ)
    with _fresh(first, today - READ) as by:
        services.hand_out(done, by=by, manner=Manner.IN_PERSON, on=today - READ)
    _built(child, first, today - timedelta(days=1), asked=today - READ, kind=Kind.REGISTER)
    return 2


def _child(found: Found, officers: list[RoleAssignment], today: date) -> Child | None:
    principals = {officer.principal_id for officer in officers}
    for teacher in found.all(Role.CASEWORKER, unit_type="school"):
        if teacher.unit.principal_id in principals:
            with on(today, acting_for(teacher)) as by:
                child = visible_children(by).exclude(given_name="").order_by("created_at", "id").first()
            if child is not None:
                return child
    return None


def _built(child: Child, officer: RoleAssignment, day: date, *, asked: date, kind: str) -> Extract:
    with _fresh(officer, day) as by:
        return building.build(child.pk, by=by, kind=kind, guardian_id=None, asked_on=asked)


def _read(extract: Extract, officer: RoleAssignment, day: date) -> Extract:
    with _fresh(officer, day) as by:
        for item in policies.visible_items(by).filter(extract=extract).select_related("extract"):
            if item.waits:
                services.decide_item(item, by=by, choice=Choice.LEAVE_OUT, ground=Ground.OTHERS_HARM)
        return services.pass_extract(extract, by=by)


def _fresh(officer: RoleAssignment, day: date) -> AbstractContextManager[Acting]:
    """An hour of a day at which the officer has just signed in."""
    return on(day, replace(acting_for(officer), logged_in_at=at(day)))
