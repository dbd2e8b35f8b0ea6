"""What one may see follows from one's role: no statement in anybody's request gives oneself another. [security 1-3]"""

import uuid
from datetime import timedelta

import pytest
from django.db import Error, connection, transaction

from core import clock
from core.access import acting_as
from core.people.decisions import RoleProposal
from core.people.models import Invitation, RoleAssignment
from tests.database import as_loader
from tests.groups import build as b
from tests.kept import kept
from tests.sip import town as t

TAKE = [
    "UPDATE people_roleassignment SET role = 'unit_manager', unit_id = %(school)s WHERE id = %(mine)s",
    "UPDATE people_roleassignment SET valid_to = NULL",
    "UPDATE people_roleassignment SET user_id = %(user)s WHERE id = %(head)s",
    "UPDATE people_person SET email = 'annan@prov.example' WHERE id = %(person)s",
    "SELECT token_hash FROM people_invitation",
    """INSERT INTO people_person (id, created_at, region_id, given_name, family_name, title, email, phone)
    VALUES (gen_random_uuid(), now(), %(region)s, 'A', 'B', '', '', '')""",
    "UPDATE people_roleproposal SET status = 'approved'",
]


@kept
def town():
    with as_loader():
        town = t.make_town()
        town.second = b.make_assignment(town.region, "region_admin", "Alva Admin")
        town.second_admin = b.acting_for(town.second)
    return town


def run(sql: str, parameters=None) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found = len(cursor.fetchall()) if cursor.description else cursor.rowcount
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        return found


def assignment(town, who, **values) -> dict:
    today = clock.today()
    row = {
        "id": uuid.uuid4(), "created_at": clock.now(), "region_id": town.region.pk, "role": "unit_manager",
        "person_id": who.person_id, "user_id": who.user_id, "unit_id": town.school.pk, "valid_from": today,
        "valid_to": today + timedelta(days=30), "has_mandate": False, "mandate_text": "",
    }  # fmt: skip
    return {**row, **values}


def insert(row: dict) -> int:
    columns, marks = ", ".join(row), ", ".join(["%s"] * len(row))
    return run(f"INSERT INTO people_roleassignment ({columns}) VALUES ({marks})", [*row.values()])


@pytest.mark.parametrize("sql", TAKE)
@pytest.mark.parametrize("who", ["colleague", "head", "chair"])
def test_a_smuggled_statement_gives_no_role(town, who, sql):
    me = getattr(town, who)
    with as_loader():
        invitation = {"person": RoleAssignment.objects.get(pk=me.assignment_id).person, "region": town.region}
        b.make_assignment(town.region, "caseworker", "Ebba Enkel", unit=town.school)
        Invitation.objects.create(
            **invitation, email="x@prov.example", token_hash="0" * 64, invited_by=town.second, expires_at=clock.now()
        )
        before = list(RoleAssignment.objects.order_by("pk").values())
    values = {
        "school": town.school.pk, "mine": me.assignment_id, "user": me.user_id, "head": town.head.assignment_id,
        "person": me.person_id, "region": town.region.pk,
    }  # fmt: skip
    with acting_as(me):
        try:
            changed = run(sql, values)
        except Error:
            changed = 0
    assert changed == 0
    with as_loader():
        assert list(RoleAssignment.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("who", ["colleague", "chair", "admin"])
def test_nobody_inserts_a_role_for_oneself(town, who):
    me = getattr(town, who)
    with acting_as(me), pytest.raises(Error, match="row-level security"):
        insert(assignment(town, me, granted_by_id=town.second.pk, approved_by_id=me.assignment_id))


CHANGED = {
    "as it was proposed": ({}, True),
    "another role": ({"role": "line_manager"}, False),
    "another unit": ({"unit_id": None}, False),
    "longer": ({"valid_to": None}, False),
    "another mandate": ({"has_mandate": True}, False),
    "approved by the one who asked": ({"approved_by_id": "second"}, False),
    "in another's name": ({"granted_by_id": "head"}, False),
}


@pytest.mark.parametrize("case", sorted(CHANGED))
def test_an_administrator_gives_what_another_has_proposed_and_nothing_else(town, case):
    changes, allowed = CHANGED[case]
    given = assignment(town, town.colleague, granted_by_id=town.second.pk, approved_by_id=town.admin.assignment_id)
    with as_loader():
        RoleProposal.objects.create(
            region=town.region, person_id=town.colleague.person_id, proposed_by=town.second, role="unit_manager",
            unit=town.school, valid_from=given["valid_from"], valid_to=given["valid_to"],
        )  # fmt: skip
    people = {"second": town.second.pk, "head": town.head.assignment_id}
    given |= {name: people.get(value, value) for name, value in changes.items()}
    with acting_as(town.admin):
        if allowed:
            assert insert(given) == 1
        else:
            with pytest.raises(Error):
                insert(given)


def test_without_a_proposal_an_administrator_gives_nothing(town):
    given = assignment(town, town.colleague, granted_by_id=town.second.pk, approved_by_id=town.admin.assignment_id)
    with acting_as(town.admin), pytest.raises(Error, match="row-level security"):
        insert(given)


def test_a_proposal_is_made_in_ones_own_name_and_not_rewritten(town):
    with as_loader():
        RoleProposal.objects.create(
            region=town.region, person_id=town.colleague.person_id, proposed_by=town.second, role="caseworker",
            unit=town.school, valid_from=clock.today(), valid_to=clock.today(),
        )  # fmt: skip
    with acting_as(town.admin):
        with pytest.raises(Error, match="permission denied"):
            run("UPDATE people_roleproposal SET role = 'unit_manager'")
        with pytest.raises(Error, match="row-level security"):
            RoleProposal.objects.create(
                region=town.region, person_id=town.colleague.person_id, proposed_by=town.second, role="caseworker",
                unit=town.school, valid_from=clock.today(), valid_to=clock.today(),
            )  # fmt: skip
