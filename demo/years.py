"""The areas' yearly follow-ups: opened and counted as the worker does, written and sent on by the groups. [SM-9]"""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from core import clock
from core.access import Acting, acting_as
from core.organisations.models import Area
from core.people.models import RoleAssignment
from core.roles import Role
from demo import year_texts
from demo.cast import HOME
from demo.people import acting_for
from demo.story import at
from followup import regional, services
from followup.choices import JobKind
from followup.jobs.asking import ask_for_job
from followup.models import AnnualFollowUp

STEPS = ("collected", "written", "drafted", "adopted", "report", "sent", "analysed", "answered")


@dataclass(frozen=True)
class Year:
    """How far an area's year has come. `back`: 1 for last year. `area`: a code of the region's file."""

    area: str
    back: int
    reached: str


YEARS: dict[str, tuple[Year, ...]] = {
    "stockholm": (
        Year(HOME, 2, "answered"),
        Year(HOME, 1, "sent"),
        Year("bromma", 1, "adopted"),
        Year("farsta", 1, "drafted"),
    ),
    "vastmanland": (Year("first", 2, "analysed"), Year("first", 1, "drafted")),
}
# The day of each step in the year after; what lies ahead of today has not happened.
DAYS = {
    "collected": (2, 2),
    "written": (2, 5),
    "drafted": (2, 9),
    "adopted": (2, 19),
    "report": (2, 20),
    "sent": (3, 2),
    "analysed": (5, 12),
    "answered": (6, 9),
}
OPENED = (1, 7)


def day_of(year: Year, today: date, step: tuple[int, int]) -> date:
    return date(today.year - year.back + 1, *step)


def happens(year: Year, step: str, today: date) -> bool:
    return STEPS.index(step) <= STEPS.index(year.reached) and day_of(year, today, DAYS[step]) <= today


def open_and_collect(area: Area, year: Year, today: date) -> None:
    """What the clock and the chair's order to count make of it, by the worker."""
    number = today.year - year.back
    if day_of(year, today, OPENED) > today:
        return
    with clock.moved_to(at(day_of(year, today, OPENED))), acting_as(job="follow_up", region_id=area.region_id) as by:
        follow_up = services.open_follow_up(area, number, by=by)
    if follow_up is None or not happens(year, "collected", today):
        return
    moment = at(day_of(year, today, DAYS["collected"]))
    with clock.moved_to(moment), acting_as(job="reports", region_id=area.region_id) as by:
        services.collect(follow_up, by=by, at=moment)


@dataclass(frozen=True)
class Group:
    """Who writes the year, who leads the group, who sends it on, who answers for the region."""

    writer: RoleAssignment
    leader: RoleAssignment
    releaser: RoleAssignment
    analyst: RoleAssignment
    compiler: RoleAssignment


def live(area: Area, year: Year, group: Group, today: date) -> None:
    """Texts, meeting, sent on, answered: each on its day by its person."""
    number = today.year - year.back

    def follow_up() -> AnnualFollowUp:
        return AnnualFollowUp.objects.select_related("area").get(area=area, year=number)

    meeting = "gruppens första möte på våren, punkt 4"
    acts = {
        "written": (group.writer, lambda by: _write(follow_up(), by, area.region_id)),
        "drafted": (group.writer, lambda by: services.finish_texts(follow_up(), by=by)),
        "adopted": (
            group.leader,
            lambda by: services.adopt(follow_up(), by=by, adopted_on=clock.today(), meeting=meeting),
        ),
        "report": (
            group.leader,
            lambda by: ask_for_job(area, number, by=by, kind=JobKind.REPORT, follow_up=follow_up()),
        ),
        "sent": (group.releaser, lambda by: services.report(follow_up(), by=by)),
        "analysed": (group.analyst, lambda by: regional.analyse(follow_up(), by=by, text=year_texts.ANALYSIS)),
        "answered": (group.compiler, lambda by: regional.feed_back(follow_up(), by=by, text=year_texts.ANSWER)),
    }
    for step, (who, act) in acts.items():
        if not happens(year, step, today):
            return
        moment = at(day_of(year, today, DAYS[step]), 10)
        acting = replace(acting_for(who), logged_in_at=moment)
        with clock.moved_to(moment), acting_as(acting):
            act(acting)


def _write(follow_up: AnnualFollowUp, by: Acting, region_id: UUID) -> None:
    texts = dict(year_texts.SECTIONS)
    if by.role == Role.GROUP_COORDINATOR:
        texts["analysis"] = year_texts.VASTMANLAND_ANALYSIS
    for section in follow_up.sections.filter(key__in=texts):
        services.save_section(section, by=by, text=texts[section.key], version=0)
