"""A town some years on: a child's record that nobody has written in since, and two records officers. [security 6]"""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from uuid import UUID

from django.db import connection
from django.utils import timezone

from core import clock
from core.access import acting_as
from core.roles import Role
from core.workdays import add_months, end_of_day
from sip.disclosures.services import write_piece
from sip.models import ForumCase, RetentionProposal
from sip.retention import executing, proposing, services
from tests.database import as_loader, as_role
from tests.groups import build as b
from tests.sip import town as t

USING = "default"  # one connection that steps into the role, so that all of it is rolled back


def make_town() -> SimpleNamespace:
    town = t.make_town()
    for key, name in (("first", "Frida Arkiv"), ("second", "Sten Arkiv")):
        _add(town, key, b.make_assignment(town.region, Role.RECORDS_OFFICER, name, principal=town.city))
    _add(town, "other", b.make_assignment(town.region, Role.RECORDS_OFFICER, "Rolf Region", principal=town.care))
    return town


def _add(town, key, assignment) -> None:
    town.assignments[key] = assignment
    setattr(town, key, b.acting_for(assignment))


def written_in(town) -> ForumCase:
    """A case of the school's child, with consent, a piece of the school's and one of the clinic's; ended today."""
    case = t.raised(town)
    t.consented(town, case)
    t.called(town, case)
    for by in (town.teacher, town.bup_manager):
        with acting_as(by):
            write_piece(case, by=by, kind="view", text="MÄRKE-UNDERLAG")
    with as_loader():
        ForumCase.objects.filter(pk=case.pk).update(status="closed", ended_on=clock.today())
    case.refresh_from_db()
    return case


def years_on(years: int):
    """The middle of the day, that many years from today."""
    return clock.moved_to(end_of_day(add_months(timezone.localdate(), 12 * years)) - timezone.timedelta(hours=12))


@contextmanager
def officer(town, who: str):
    acting = getattr(town, who)
    with acting_as(replace(acting, logged_in_at=clock.now())) as fresh:
        yield fresh


def proposed(town, on: date | None = None) -> list[RetentionProposal]:
    """What the night's job proposes."""
    with as_role("bus_worker"):
        proposing.propose(town.region.pk, on or clock.today())
    with as_loader():
        return list(RetentionProposal.objects.filter(region=town.region).order_by("created_at", "id"))


def approve(town, proposal, *, by=("first", "second")) -> None:
    for who in by:
        with officer(town, who) as acting:
            services.approve(proposal, by=acting)


def executed(proposal) -> bool:
    with as_role("bus_retention"):
        return executing.execute(proposal, using=USING)


def rows(table: str, column: str, pk: UUID) -> int:
    with as_loader(), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [pk])
        return cursor.fetchone()[0]
