"""A placed child, and the rules its clocks go by; written past row security, then by the verbs."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from core import clock
from core.access import acting_as
from core.obligations.models import Obligation
from core.roles import Role
from sip.models import Contact
from sip.placements import protecting, services
from sip.placements.services import Placed, register_placement
from sip.transitions import deadlines, finding
from sip.transitions.models import Transition
from sip.transitions.services import add_transition
from tests.core.obligations.build import make_rule
from tests.database import as_loader, as_role
from tests.groups import build as b
from tests.sip import town as t

CODES = ("DL-02", "DL-03", "DL-37", "DL-40", "DL-41", *deadlines.CODES)


def with_rules(town, **changes):
    """The region keeps the deadlines of placements and transitions; `DL_02=False` for one that it does not."""
    with as_loader():
        for code in CODES:
            make_rule(town.region, code, monitored=changes.get(code.replace("-", "_"), True))
    return town


def child_of(town, **facts):
    """A child of social services, known to its caseworker."""
    return t.child_of(town, by=town.social_worker, **facts)


def placed(town, *, child=None, by=None, **facts):
    by = by or town.social_worker
    child = child or child_of(town)
    today = clock.today()
    given = {
        "form": "foster_home",
        "act": "sol",
        "is_acute": False,
        "decided_on": today,
        "starts_on": today,
        "suicide_risk": "not_needed",
        **facts,
    }
    with acting_as(by):
        return register_placement(child, by=by, facts=Placed(**given))


def habilitation(town):
    """A habilitation unit of the child's own principal, and its caseworker."""
    with as_loader():
        unit = b.make_unit(town.region, town.city, "Habiliteringen", "habilitation", district=town.east)
        return unit, b.acting_for(b.make_assignment(town.region, Role.CASEWORKER, "Hanna Hab", unit=unit))


def clocks(subject) -> dict[str, Obligation]:
    """The subject's newest clock of each code."""
    with as_loader():
        rows = Obligation.objects.filter(subject_id=subject.pk).order_by("created_at")
        return {row.code: row for row in rows}


def in_worker(task, *, at: datetime | None = None):
    """The task's doing as the worker's own role has it."""
    with as_role("bus_worker"):
        return task(at or clock.now())


def found(town, **facts) -> Transition:
    """A placed child's transition at eighteen, found by the job half a year ahead."""
    child = child_of(town, birth_date=born(clock.today() + timedelta(days=180), 18), **facts)
    placed(town, child=child)
    in_worker(finding.find_all)
    with as_loader():
        return Transition.objects.get(child=child)


def born(birthday: date, years: int) -> date:
    """The birth date of one who has the age on that day; for a leap day, on the day before."""
    return birthday.replace(year=birthday.year - years, day=min(birthday.day, 28 if birthday.month == 2 else 31))


@contextmanager
def day(on: date, hour: int = 10):
    with clock.moved_to(datetime(on.year, on.month, on.day, hour, tzinfo=UTC)):
        yield


def every_clock(town) -> None:
    """A placement under LVU with all that it may owe, a change of services, and a child near each birthday."""
    today = clock.today()
    placement = placed(town, act="lvu", is_acute=True, planned_end_on=today + timedelta(days=90))
    with acting_as(town.social_worker) as by:
        services.note_exam_decision(placement, by=by, on=today)
        protecting.protect_residence(placement, by=by, starts_on=today, place="Okända vägen 1")
        add_transition(placement.child, by=by, kind="services", on=today + timedelta(days=40))
    unit, hanna = habilitation(town)
    for years in (16, 18, 21):
        child = child_of(town, birth_date=born(today + timedelta(days=100), years))
        placed(town, child=child)
        with as_loader():
            Contact.objects.create(region=town.region, child=child, assignment_id=hanna.assignment_id, unit=unit)
    in_worker(finding.find_all)
