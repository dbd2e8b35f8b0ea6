"""A consent is withdrawn at the moment somebody uses it: who is second waits, and sees what the first did. [CS-20]"""

import os
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from core.errors import Refused, WrongState
from sip.consent.services import withdraw_consent
from sip.disclosures.services import Decided, disclose_piece
from sip.models import Consent, Contribution, Disclosure, FiledCopy, ForumCase, Participation, PlanVersion
from sip.plans.services import people
from sip.plans.services.beside import file_copy
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.disclosures.racing import Lane, one_after
from tests.sip.plans import town as p

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("real_urls")]
ROUNDS_A_CASE = 125


@dataclass
class Ground:
    """A case with a consent that is given anew each round, and for each round a fresh version of a piece to give.

    The test's own connection is the loader's throughout: what is prepared and counted costs a statement each.
    """

    town: SimpleNamespace
    case: ForumCase
    consent: Consent
    pieces: list[Contribution]

    def renew(self) -> Contribution:
        """The consent stands; a version that nobody has been given."""
        run(ASKED, {"consent": self.consent.pk})
        run(RENEW, {"consent": self.consent.pk})
        return self.pieces.pop()

    def facts(self, piece: Contribution, reader: Lane) -> tuple[int, int]:
        """(how often the piece has been given to BUP, how much of it BUP may read)."""
        reader.start(self.town.bup_manager, Contribution.objects.filter(pk=piece.pk).count)
        return run(GIVEN, {"piece": piece.pk})[0][0], reader.finish()


# What is given is given from there.
ASKED = "UPDATE sip_consent SET status = 'requested' WHERE id = %(consent)s AND status <> 'given'"
RENEW = """WITH again AS (UPDATE sip_consentunit SET withdrawn_at = NULL
  WHERE consent_id = %(consent)s AND withdrawn_at IS NOT NULL)
UPDATE sip_consent SET status = 'given', ended_at = NULL, ended_by_id = NULL WHERE id = %(consent)s"""
GIVEN = "SELECT count(*) FROM sip_disclosure WHERE contribution_id = %(piece)s"


def run(sql: str, parameters: dict) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def always_loader():
    """This thread's connection writes as the loader, each statement a transaction of its own."""
    run("SET SESSION AUTHORIZATION bus_loader", {})
    try:
        yield
    finally:
        connection.close()


def new_ground(lane: Lane) -> Ground:
    """The story's steps are taken on a lane; the pieces of all rounds are written at once."""
    town = t.make_town()
    case = told(lane, lambda: t.raised(town))
    consent = told(lane, lambda: t.consented(town, case))
    told(lane, lambda: t.called(town, case))
    pieces = [
        Contribution(
            region_id=town.region.pk, case_id=case.pk, unit=town.school, kind="tried", version=number,
            text="MÄRKE", correction_reason="Ny", written_by=town.assignments["teacher"],
        )
        for number in range(2, ROUNDS_A_CASE + 2)
    ]  # fmt: skip
    return Ground(town, case, consent, Contribution.objects.bulk_create(pieces))


def told(lane: Lane, step):
    lane.start(None, step)
    outcome = lane.finish()
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def withdrawing(ground: Ground, toward=None):
    return lambda: withdraw_consent(ground.consent, by=ground.town.teacher, unit=toward)


def giving(ground: Ground, piece: Contribution):
    town = ground.town
    return lambda: disclose_piece(piece, by=town.teacher, to=town.bup, basis="consent", decided=Decided())


def inserting(ground: Ground, piece: Contribution):
    """What a program that asks nothing would do: the database's own gate alone."""
    town = ground.town
    row = Disclosure(
        region_id=town.region.pk, case_id=ground.case.pk, contribution=piece, receiving_unit=town.bup, basis="consent",
        consent=ground.consent, disclosed_by_id=town.teacher.assignment_id,
    )  # fmt: skip
    return lambda: row.save(force_insert=True)


def withdrawn_first(ground: Ground, lanes, way, toward) -> str:
    piece, teacher = ground.renew(), ground.town.teacher
    one, other = lanes
    first, second, waited = one_after((one, teacher, withdrawing(ground, toward)), (other, teacher, way(ground, piece)))
    wrong = isinstance(first, Exception) or not isinstance(second, Exception) or not waited
    return f"{first!r} {second!r} {waited}" if wrong or ground.facts(piece, one) != (0, 0) else ""


def given_first(ground: Ground, lanes, way, toward) -> str:
    piece, teacher = ground.renew(), ground.town.teacher
    one, other = lanes
    first, second, waited = one_after((one, teacher, way(ground, piece)), (other, teacher, withdrawing(ground, toward)))
    wrong = isinstance(first, Exception) or isinstance(second, Exception) or not waited
    return f"{first!r} {second!r} {waited}" if wrong or ground.facts(piece, one) != (1, 0) else ""


def wrong_rounds(count: int) -> list[str]:
    """Every order of the two, by service and by plain insert, of the whole consent and toward one unit, in turn."""
    orders = [(order, way, whole) for order in (withdrawn_first, given_first) for way in (giving, inserting)
              for whole in (True, False)]  # fmt: skip
    wrong: list[str] = []
    with always_loader(), closing(Lane()) as one, closing(Lane()) as other:
        for number, (order, way, whole) in enumerate(islice(cycle(orders), count)):
            if number % ROUNDS_A_CASE == 0:
                ground = new_ground(one)
            said = order(ground, (one, other), way, None if whole else ground.town.bup)
            if said:
                wrong.append(f"{number} {order.__name__} {way.__name__} {whole}: {said}")
    return wrong


def test_nothing_is_disclosed_on_a_consent_that_has_just_been_withdrawn():
    assert wrong_rounds(200) == []


@pytest.mark.full
def test_nothing_is_disclosed_on_a_consent_that_has_just_been_withdrawn_ten_thousand_times():
    assert wrong_rounds(int(os.environ.get("BUS_RACES", "10000"))) == []


def plan_rounds(phase: str, using, found) -> list[str]:
    """Withdrawing and using a plan's consent, each first: what is wrong. `using` makes a call, `found` counts."""
    wrong = []
    with closing(Lane()) as one, closing(Lane()) as other:
        for is_first in (True, False, True, False):
            town, plan = told(one, lambda: p.until(phase))
            with as_loader():
                consent = Consent.objects.get(case_id=plan.pk)
            user, call = using(town, plan)
            withdraw = (town.teacher, lambda by=town.teacher, it=consent: withdraw_consent(it, by=by))
            pairs = [(one, *withdraw), (other, user, call)] if is_first else [(other, user, call), (one, *withdraw)]
            first, second, waited = one_after(*pairs)
            used = second if is_first else first
            refused = isinstance(used, PermissionDenied | Refused | WrongState)
            with as_loader():
                there = found(town, plan)
            if (refused, there, waited) != (is_first, not is_first, True):
                wrong.append(f"withdrawn first {is_first}: {first!r} {second!r} there {there} waited {waited}")
    return wrong


def test_nobody_is_let_into_a_plan_whose_consent_has_just_been_withdrawn():
    def using(town, plan):
        person = town.assignments["bup_worker"]
        return town.teacher, lambda: people.add_people(plan, by=town.teacher, people=[person])

    def found(town, plan):
        return Participation.objects.filter(case_id=plan.pk, assignment=town.assignments["bup_worker"]).exists()

    assert plan_rounds("consented", using, found) == []


def test_nothing_is_filed_on_a_plan_whose_consent_has_just_been_withdrawn():
    def using(town, plan):
        with as_loader():
            version = PlanVersion.objects.get(case_id=plan.pk)
        return town.bup_worker, lambda: file_copy(version, by=town.bup_worker)

    def found(town, plan):
        return FiledCopy.objects.filter(case_id=plan.pk).exists()

    assert plan_rounds("active", using, found) == []
