"""The regions' own years: opened and laid together by the worker, written and published by those who compile. [SM-9]"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from core import clock
from core.access import Acting, acting_as
from core.people.models import RoleAssignment
from core.roles import Role
from demo import year_texts
from demo.finding import Found
from demo.people import acting_for
from demo.story import at
from followup.models import Compilation
from followup.region import services
from followup.region.keeping import sent_on

OPENED, COMPILED, WRITTEN, READY, PUBLISHED = (1, 7), (6, 12), (6, 15), (6, 22), (6, 24)
BACK = (2, 1)  # years: one is published, one is being written
PUBLISHED_BACK = 2


def lay_together(found: Found, today: date) -> int:
    """What the clock and the secretariat's order to count make of it, by the worker; how many were laid together."""
    made = 0
    for back in BACK:
        after = today.year - back + 1
        if date(after, *COMPILED) > today:
            continue
        with clock.moved_to(at(date(after, *OPENED))), acting_as(job="follow_up", region_id=found.region.pk) as by:
            compilation = services.open_compilation(found.region.pk, after - 1, by=by)
        moment = at(date(after, *COMPILED))
        with clock.moved_to(moment), acting_as(job="reports", region_id=found.region.pk) as by:
            if compilation and sent_on(compilation):
                services.collect(compilation, by=by, at=moment)
                made += 1
    return made


def write(found: Found, today: date) -> None:
    """The texts by one, published by another where there are two; the last year is still written."""
    people = list(found.all(Role.SECRETARIAT_OFFICER, Role.SUPPORT_UNIT_OFFICER))
    for back in BACK if people else ():
        after = today.year - back + 1
        with _as(people[0], date(after, *WRITTEN), today) as by:
            compilation = Compilation.objects.filter(year=after - 1, status="collecting").first() if by else None
            if by is None or compilation is None:
                continue
            texts = year_texts.REGION if back == PUBLISHED_BACK else {"analysis": year_texts.REGION["analysis"]}
            for section in compilation.sections.filter(key__in=texts):
                services.save_section(section, by=by, text=texts[section.key], version=0)
        if back == PUBLISHED_BACK and len(people) > 1:
            _publish(compilation, people, after, today)


def _publish(compilation: Compilation, people: list[RoleAssignment], after: int, today: date) -> None:
    for who, day, act in ((people[0], READY, services.finish), (people[1], PUBLISHED, services.release)):
        with _as(who, date(after, *day), today) as by:
            if by:
                act(compilation, by=by)


@contextmanager
def _as(who: RoleAssignment, day: date, today: date) -> Iterator[Acting | None]:
    """That person on that day, freshly signed in; nobody while the day lies ahead."""
    if day > today:
        yield None
        return
    moment = at(day, 10)
    acting = replace(acting_for(who), logged_in_at=moment)
    with clock.moved_to(moment), acting_as(acting):
        yield acting
