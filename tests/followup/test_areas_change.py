"""Areas split and merge within a year, and the year's figures still sum to the region's. [S-04, I-R2, F6]"""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time

from core import clock
from core.access import acting_as
from core.organisations.models import Area, ChangeKind
from core.organisations.queries import area_of_district
from core.organisations.restructuring.services import approve_change, propose_change
from core.roles import Role
from core.workdays import STOCKHOLM
from tests.database import as_loader
from tests.followup import town as t
from tests.groups import build as b

CELLS = ("raised", "held", "called_counted", "sittings")
REPORTS = ("sent", "closed")
DAYS = [date(2025, 3, 3), date(2025, 6, 30), date(2025, 7, 1), date(2025, 8, 20), date(2025, 10, 1), date(2025, 11, 5)]
SPLIT, MERGED = date(2025, 7, 1), date(2025, 10, 1)


@contextmanager
def noon_of(day: date):
    with clock.moved_to(datetime.combine(day, time(12), tzinfo=STOCKHOLM)):
        yield


def fresh(assignment):
    return replace(b.acting_for(assignment), logged_in_at=clock.now())


def decide(town, second, kind, on, **said):
    with noon_of(date(2025, 6, 1)):
        with acting_as(fresh(town.assignments["admin"])) as by:
            change = propose_change(kind, said, on=on, reason="Kartan ritas om", by=by)
        with acting_as(fresh(second)) as by:
            approve_change(change, by=by)


def sittings(town):
    """One on each day, in each district."""
    for day in DAYS:
        for district in (town.east, town.west, town.south):
            t.held(town, day, raised_on=day, noticed=0, wait=0, district=district)


def reports(town):
    """One sent on each day in each district, to the area of that day; closed in the end of the year."""
    for day in DAYS:
        for district in (town.east, town.west, town.south):
            with as_loader():
                area = area_of_district(district.pk, day)
            t.deviation(town, day, area=area, district=district, status="closed", closed_on=date(2025, 12, 1))


def figures(town):
    """By area, as the job counts each."""
    with as_loader():
        areas = list(Area.objects.filter(region=town.region).order_by("name", "valid_from"))
    found = {}
    for area in areas:
        _year, forum, deviations = t.reading(town, area=area)
        counts = {cell: forum.total[cell] for cell in CELLS}
        found[area.name] = counts | {cell: deviations.total[cell] for cell in REPORTS}
    return found


def summed(found):
    return {cell: sum(counts[cell] for counts in found.values()) for cell in (*CELLS, *REPORTS)}


def test_a_years_figures_of_the_old_and_the_new_areas_sum_to_the_regions(town):
    with as_loader():
        town.south = town.other_area.district_rows.get().district
        second = b.make_assignment(town.region, Role.REGION_ADMIN, "Bo Andra")
    sittings(town)
    before = figures(town)

    into = {str(town.east.pk): "Öster", str(town.west.pk): "Väster"}
    decide(town, second, ChangeKind.SPLIT_AREA, SPLIT, area=str(town.area.pk), into=into)
    with as_loader():
        west = Area.objects.get(name="Väster")
    both = [str(west.pk), str(town.other_area.pk)]
    decide(town, second, ChangeKind.MERGE_AREAS, MERGED, areas=both, name="Väster och Söder")
    reports(town)
    after = figures(town)

    assert summed(before) == {**dict.fromkeys(CELLS, 18), **dict.fromkeys(REPORTS, 0)}
    assert summed(after) == {**dict.fromkeys(CELLS, 18), **dict.fromkeys(REPORTS, 18)}
    for cell in ("held", "raised", "sent"):
        assert {name: counts[cell] for name, counts in after.items()} == {
            "Öster och Väster": 4,  # two districts, two days
            "Öster": 4,
            "Väster": 2,
            "Söder": 4,
            "Väster och Söder": 4,
        }
    assert {name: counts["closed"] for name, counts in after.items() if counts["closed"]} == {
        "Öster": 6,
        "Väster och Söder": 12,
    }
