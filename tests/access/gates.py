"""What triggers alone refuse: calls, pieces and copies on a consent or a ground that does not carry them."""

from collections.abc import Iterator
from itertools import product

from django.db import transaction

from core.organisations.models import Unit
from sip.disclosures.choices import Basis
from sip.disclosures.grounds import grounds_between, party
from tests.access.doors import attempt_whole, become, nobody
from tests.access.scenes import CONSENT, OCCASION, RUN_OUT, names, run
from tests.access.world import World
from tests.database import as_loader


def open_gates(world: World) -> Iterator[str]:
    """What triggers alone refuse (phase escalated): pieces without consent, locked minutes, kept rows."""
    town, case = world.town, world.case.pk
    gates = {
        "a piece without consent": (
            town.teacher,
            """INSERT INTO sip_disclosure (id, created_at, region_id, case_id, contribution_id, basis, ground_reason,
               decided_by_name, decided_by_role, exceptions,
               consent_id, receiving_unit_id, disclosed_by_id) SELECT gen_random_uuid(), now(), k.region_id, k.case_id,
               k.id, 'consent', '', '', '', '', c.id, %(school)s, %(teacher)s
               FROM sip_contribution k, sip_consent c LIMIT 1""",
        ),
        "another's piece": (
            town.convenor,
            """INSERT INTO sip_disclosure (id, created_at, region_id, case_id, contribution_id, basis, ground_reason,
               decided_by_name, decided_by_role, exceptions,
               receiving_unit_id, disclosed_by_id) SELECT gen_random_uuid(), now(), %(region)s, %(case)s, %(piece)s,
               'osl_10_2', 'x', 'x', 'x', '', %(bup)s, %(convenor)s""",
        ),
        "a piece on a ground that is not between the two": (
            town.teacher,
            """INSERT INTO sip_disclosure (id, created_at, region_id, case_id, contribution_id, basis, ground_reason,
               decided_by_name, decided_by_role, exceptions,
               receiving_unit_id, disclosed_by_id)
               SELECT gen_random_uuid(), now(), %(region)s, %(case)s, %(piece)s, 'osl_25_12', 'x', 'x', 'x', '',
               %(bup)s, %(teacher)s""",
        ),
        "a piece that nobody has decided on": (
            town.teacher,
            """INSERT INTO sip_disclosure (id, created_at, region_id, case_id, contribution_id, basis, ground_reason,
               decided_by_name, decided_by_role, exceptions,
               receiving_unit_id, disclosed_by_id)
               SELECT gen_random_uuid(), now(), %(region)s, %(case)s, %(piece)s, 'osl_10_2', 'x', '', '', '', %(bup)s,
               %(teacher)s""",
        ),
        "locked minutes": (town.convenor, "UPDATE sip_minutes SET status = 'drafted'"),
        "a locked section": (town.convenor, "UPDATE sip_minutessection SET text = 'x'"),
        "a locked decision": (town.convenor, "UPDATE sip_decision SET text = 'x'"),
        "another locked decision": (
            town.convenor,
            """INSERT INTO sip_decision (id, created_at, region_id, case_id, occasion_id, level, text, due_on, result,
               decided_by_id, responsible_unit_id) SELECT gen_random_uuid(), now(), region_id, case_id, occasion_id,
               level, 'x', due_on, '', decided_by_id, responsible_unit_id FROM sip_decision LIMIT 1""",
        ),
    }  # fmt: skip
    with as_loader():
        piece = run("SELECT id FROM sip_contribution WHERE case_id = %s LIMIT 1", [case])[0][0]
    for name, (me, sql) in gates.items():
        become(me)
        if (said := attempt_whole(sql, {**names(world), "piece": piece})) != "23514":
            yield f"{name}: {said}"


CALL = """INSERT INTO sip_call (id, created_at, region_id, case_id, occasion_id, assignment_id, unit_id, has_mandate,
  reply, attendance) SELECT gen_random_uuid(), now(), region_id, case_id, occasion_id, %(bup_deputy)s, %(bup)s, true,
  'none', 'unknown' FROM sip_call WHERE case_id = %(case)s LIMIT 1"""
GIVE = """INSERT INTO sip_disclosure (id, created_at, region_id, case_id, contribution_id, basis, ground_reason,
  decided_by_name, decided_by_role, exceptions,
  consent_id, receiving_unit_id, disclosed_by_id) SELECT gen_random_uuid(), now(), k.region_id, k.case_id, k.id,
  'consent', '', '', '', '', c.id, %(bup)s, %(teacher)s FROM sip_contribution k, sip_consent c
  WHERE k.case_id = %(case)s AND k.version = 9 AND c.case_id = k.case_id"""
SECOND_PIECE = """INSERT INTO sip_contribution (id, created_at, region_id, case_id, unit_id, kind, version, text,
  correction_reason, written_by_id) SELECT gen_random_uuid(), now(), region_id, case_id, unit_id, kind, 9, 'x', 'x',
  written_by_id FROM sip_contribution WHERE case_id = %(case)s LIMIT 1"""
WITHOUT_BUP = "UPDATE sip_consentunit SET withdrawn_at = now() WHERE unit_id = %(bup)s AND case_id = %(case)s"
# What has happened to the consent → whether one may still call by it, and give a piece by it.
HAPPENED = {
    "": (True, True),
    CONSENT.format("status = 'withdrawn'"): (False, False),
    CONSENT.format(RUN_OUT): (False, False),
    CONSENT.format("valid_from = current_date + 1"): (False, False),
    CONSENT.format("sitting = 2"): (False, True),
    CONSENT.format("purpose = 'steering_escalation'"): (False, True),
    CONSENT.format("form = 'oral', witness = 'x'"): (False, True),
    CONSENT.format("form = 'screen', document_place = ''"): (True, True),
    CONSENT.format("information_kinds = '{identity,health}'"): (True, False),
    WITHOUT_BUP: (False, False),
    OCCASION.format("consent_id = NULL, is_deidentified = true"): (True, True),
}


def wrong_calls(world: World) -> Iterator[str]:
    """Calls and pieces by a consent to which something has happened (phase called)."""
    town, parameters = world.town, names(world)
    for change, (may_call, may_give) in HAPPENED.items():
        before = transaction.savepoint()
        with as_loader():
            run(SECOND_PIECE, parameters)
            if change:
                run(change, parameters)
        become(town.convenor)
        called = attempt_whole(CALL, parameters)
        become(town.teacher)
        given = attempt_whole(GIVE, parameters)
        transaction.savepoint_rollback(before)
        if (called, given) != tuple("done" if may else "23514" for may in (may_call, may_give)):
            yield f"after {change!r}: call {called}, piece {given}"


GIVE_ON = """INSERT INTO sip_disclosure (id, created_at, region_id, case_id, contribution_id, basis, ground_reason,
  decided_by_name, decided_by_role, exceptions, receiving_unit_id, disclosed_by_id) SELECT gen_random_uuid(), now(),
  region_id, case_id, id, %(basis)s, 'x', 'x', 'x', '', %(to)s, written_by_id
  FROM sip_contribution WHERE case_id = %(case)s AND version = 9 AND unit_id = %(from)s"""
PIECE_OF = """INSERT INTO sip_contribution (id, created_at, region_id, case_id, unit_id, kind, version, text,
  correction_reason, written_by_id) SELECT gen_random_uuid(), now(), region_id, case_id, %(from)s, kind, 9, 'x', 'x',
  written_by_id FROM sip_contribution WHERE case_id = %(case)s LIMIT 1"""
# What the units and their principals are changed to, so that each half of the question is asked.
UNITS_ARE = {
    "": "",
    "care is private": "UPDATE organisations_principal SET kind = 'private_provider' WHERE id = %(care)s",
    "the town is private": "UPDATE organisations_principal SET kind = 'private_provider' WHERE id = %(city)s",
    "all are student health": "UPDATE organisations_unit SET unit_type = 'student_health' WHERE region_id = %(region)s",
}


def wrong_bases(world: World) -> Iterator[str]:
    """Each unit's piece to each other on each ground in law, as the gate answers and as the table says."""
    nobody()
    town = world.town
    names_of = {"case": world.case.pk, "region": town.region.pk, "care": town.care.pk, "city": town.city.pk}
    for change, sql in UNITS_ARE.items():
        before = transaction.savepoint()
        with as_loader():
            if sql:
                run(sql, names_of)
            units = list(
                Unit.objects.select_related("principal").filter(pk__in=[town.school.pk, town.social.pk, town.bup.pk])
            )
            for sender in units:
                run(PIECE_OF, {**names_of, "from": sender.pk})
            for sender, receiver, basis in product(units, units, sorted(set(Basis.values) - {"consent"})):
                said = attempt_whole(GIVE_ON, {**names_of, "from": sender.pk, "to": receiver.pk, "basis": basis})
                may = basis in {ground.basis for ground in grounds_between(party(sender), party(receiver))}
                if said != ("done" if may else "23514"):
                    yield f"{change}: {basis} from {sender} to {receiver}: {said}"
        transaction.savepoint_rollback(before)


FILE = """INSERT INTO sip_filedpiece (id, created_at, region_id, case_id, disclosure_id, code, unit_id, from_unit_id,
  kind, version, text, basis, disclosed_at, filed_by_id, filed_at) SELECT gen_random_uuid(), now(), d.region_id,
  {case_id}, {disclosure_id}, 'x', {unit_id}, {from_unit_id}, {kind}, {version}, {text}, {basis}, {disclosed_at},
  %(bup_manager)s, now() FROM sip_disclosure d JOIN sip_contribution k ON k.id = d.contribution_id
  WHERE d.case_id = %(case)s AND d.receiving_unit_id = %(bup)s LIMIT 1"""
RIGHT = {
    "case_id": "d.case_id", "disclosure_id": "d.id", "unit_id": "d.receiving_unit_id", "from_unit_id": "k.unit_id",
    "kind": "k.kind", "version": "k.version", "text": "k.text", "basis": "d.basis", "disclosed_at": "d.created_at",
}  # fmt: skip
# Each thing that a copy must have in common with what was disclosed, and another in its place.
OTHERWISE = {
    "case_id": "gen_random_uuid()", "disclosure_id": "gen_random_uuid()", "unit_id": "k.unit_id",
    "from_unit_id": "d.receiving_unit_id", "kind": "'view'", "version": "k.version + 1", "text": "'x'",
    "basis": "'osl_10_2'", "disclosed_at": "d.created_at - interval '1 day'",
}  # fmt: skip


def wrong_filings(world: World) -> Iterator[str]:
    """Copies of what was disclosed to BUP, otherwise than it was, or on a consent that has gone (phase called)."""
    nobody()
    parameters = names(world)
    for name in ("", *OTHERWISE):
        sql = FILE.format(**{**RIGHT, **({name: OTHERWISE[name]} if name else {})})
        with as_loader():
            said = attempt_whole(sql, parameters)
        if said != ("23514" if name else "done"):
            yield f"with another {name}: {said}"
    before = transaction.savepoint()
    with as_loader():
        run(SECOND_PIECE, parameters)
        said = attempt_whole(FILE.format(**{**RIGHT, "version": "9", "text": "'x'"}), parameters)
    transaction.savepoint_rollback(before)
    if said != "23514":
        yield f"with what another piece says: {said}"
    for change, (_may_call, may_give) in HAPPENED.items():
        if "information_kinds" in change:  # asked when it was given
            continue
        before = transaction.savepoint()
        with as_loader():
            if change:
                run(change, parameters)
            said = attempt_whole(FILE.format(**RIGHT), parameters)
        transaction.savepoint_rollback(before)
        if said != ("done" if may_give else "23514"):
            yield f"after {change!r}: {said}"
