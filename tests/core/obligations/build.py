"""A small region with its rules, roles and a case, for tests of the clock; written past row security."""

import uuid
from contextlib import contextmanager
from datetime import UTC, date, datetime
from types import SimpleNamespace

from core import clock, obligations
from core.access import acting_as
from core.notices.models import Notice
from core.obligations.catalogue import catalogue
from core.obligations.models import DeadlineRule, Obligation, ObligationEvent
from core.roles import Role
from sip.models import Case, Participation
from tests.database import as_loader, as_role
from tests.groups import build as b

START = date(2020, 1, 1)


def make_rule(region, code, *, version=1, **changes) -> DeadlineRule:
    row = {name: value for name, value in catalogue()[code].items() if name != "profile_key"}
    row |= {"term_boundaries": ["01-01", "07-01"], "valid_from": START, **changes}
    return DeadlineRule.objects.create(region=region, code=code, version=version, **row)


def make_town(name="norr") -> SimpleNamespace:
    """East has a convenor, west has none; one chair over both."""
    region = b.make_region(name)
    city = b.make_principal(region, "Norrstad")
    east, west = (b.make_district(region, city, place) for place in ("Öster", "Väster"))
    area = b.make_area(region, "Öster och Väster", [east, west])
    school = b.make_unit(region, city, "Österskolan", "school", district=east)
    chair = b.make_assignment(region, Role.GROUP_CHAIR, "Karin Ordförande", unit=school, area=area)
    convenor = b.make_assignment(region, Role.FORUM_CONVENOR, "Kim Kallar", unit=school, district=east)
    worker = b.make_assignment(region, Role.CASEWORKER, "Tora Lärare", unit=school)
    secretary = b.make_assignment(region, Role.SECRETARIAT_OFFICER, "Sara Sekretariat")
    admin = b.make_assignment(region, Role.REGION_ADMIN, "Rut Region")
    rule = make_rule(region, "DL-01")
    people = {"chair": chair, "convenor": convenor, "worker": worker, "secretary": secretary, "admin": admin}
    return SimpleNamespace(
        region=region, city=city, east=east, west=west, area=area, school=school, rule=rule, **people
    )


def make_case(town, assignment=None, *, district=None) -> Case:
    """A case in which the assignment (the worker, unless told) and the convenor take part."""
    assignment = assignment or town.worker
    case = Case.objects.create(
        region=town.region, kind="forum", area=town.area, district=district or town.east, created_by=assignment
    )
    for one in {assignment, town.convenor}:
        Participation.objects.create(
            region=town.region,
            case=case,
            unit_id=one.unit_id,
            assignment=one,
            part="raiser",
            valid_from=datetime(2020, 1, 1, tzinfo=UTC),
            added_by=assignment,
        )
    return case


@contextmanager
def day(on: date, hour: int = 9):
    """Live that day."""
    with clock.moved_to(datetime(on.year, on.month, on.day, hour, tzinfo=UTC)):
        yield


@contextmanager
def acting(assignment):
    with acting_as(b.acting_for(assignment)) as by:
        yield by


def raised(town, case, on, *, district=None, **extra) -> Obligation:
    """Start DL-01 as the worker does when raising a case; the day is the moved clock's or later than `on`."""
    district = district or town.east
    with acting(extra.pop("by", town.worker)) as by:
        return obligations.start(
            "DL-01",
            subject=case,
            subject_code="K7M2-X4QD",
            started_on=on,
            by=by,
            region_id=town.region.pk,
            case_id=case.pk,
            area_id=town.area.pk,
            district_id=district.pk,
            owner_role=Role.FORUM_CONVENOR,
            url_name="sip:case_detail",
            **extra,
        )


@contextmanager
def as_worker():
    """The database role of jobs."""
    with as_role("bus_worker"):
        yield


def sweep(on: date, hour: int = 9):
    with as_worker():
        return obligations.sweep(datetime(on.year, on.month, on.day, hour, tzinfo=UTC), wake=False)


def row(obligation) -> Obligation:
    with as_loader():
        return Obligation.objects.get(pk=obligation.pk)


def kinds(obligation) -> list[str]:
    with as_loader():
        events = ObligationEvent.objects.filter(obligation_id=obligation.pk).order_by("sequence")
        return [event.kind for event in events]


def told(**wanted) -> list[Notice]:
    with as_loader():
        return list(Notice.objects.filter(**wanted).order_by("recipient_id", "channel", "created_at"))


def new_id():
    return uuid.uuid4()
