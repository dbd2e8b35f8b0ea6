"""A town some years on: a child's record that nobody has written in since, and two records officers. [security 6]"""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from uuid import UUID

from django.db import connection

from core import clock
from core.access import acting_as
from core.roles import Role
from sip.disclosures.services import write_piece
from sip.models import ForumCase, RetentionProposal
from sip.retention import executing, proposing, services
from sip.retention.documents import TABLES
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
        return ForumCase.objects.select_related("case").get(pk=case.pk)


MOMENTS = {table: kept.moments + kept.days for table, kept in TABLES.items() if kept.tells_days} | {
    "sip_case": ("created_at",),
    "sip_retentionproposal": ("last_entry_on", "due_on", "finish_by", "ask_again_on"),
}


def pass_years(town, years: int) -> None:
    """As if that many years had gone since: every day that a row tells of lies so much further back."""
    with as_loader(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, columns in MOMENTS.items():
            back = ", ".join(f"{one} = {one} - make_interval(years => {years})" for one in columns)
            cursor.execute(f"UPDATE {table} SET {back} WHERE region_id = %s", [town.region.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")


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
