"""Roles out of one file: asked for by one administrator, answered together by another. [security 2]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from core.access import acting_as
from core.errors import Refused, WrongState
from core.people import menu, services
from core.people.models import Invitation, Person, RoleAssignment, RoleBatch, RoleProposal
from core.people.states import DecisionStatus
from core.roles import Role
from tests.core.people import build
from tests.database import as_loader

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=100)


@pytest.fixture
def batch(town):
    """By ada: roles for two newcomers and for maj, who has an account."""
    town.new = [build.person(town.region, "Ny", f"Person{n}", f"ny{n}@prov.example") for n in range(2)]
    return propose(town, *town.new, town.maj.person)


def propose(town, *people):
    with acting_as(build.acting(town.ada)) as acting:
        made = services.open_batch(by=acting)
        for one in people:
            fields = {"role": Role.UNIT_MANAGER, "unit": town.unit, "valid_from": TODAY, "valid_to": SOON}
            services.propose_role(one, by=acting, batch=made, **fields)
        return made


def does(verb, batch, under, **stale):
    with acting_as(build.acting(under, **stale)) as acting:
        return verb(batch, by=acting)


def statuses(batch) -> list[str]:
    with as_loader():
        return sorted(RoleProposal.objects.filter(batch=batch).values_list("status", flat=True))


def test_nobody_answers_what_one_has_asked_for_oneself(town, batch):
    other_hat = build.assignment(town.region, Role.REGION_ADMIN, who=town.ada.user, person=town.ada.person)
    for under in (town.ada, other_hat, town.maj):
        for verb in (services.approve_batch, services.refuse_batch):
            with pytest.raises(PermissionDenied):
                does(verb, batch, under)
    assert statuses(batch) == [DecisionStatus.PROPOSED] * 3


def test_what_is_for_the_one_who_answers_waits_for_a_third(town):
    batch = propose(town, town.maj.person, town.bo.person)

    assert does(services.approve_batch, batch, town.bo) == 1
    assert statuses(batch) == [DecisionStatus.APPROVED, DecisionStatus.PROPOSED]
    with pytest.raises(PermissionDenied):
        does(services.approve_batch, batch, town.bo)
    assert does(services.approve_batch, batch, build.administrator(town.region, "Cia")) == 1


def test_one_refused_on_its_own_does_not_come_with_the_rest(town, batch):
    with acting_as(build.acting(town.bo)) as acting:
        services.refuse_role(RoleProposal.objects.get(batch=batch, person=town.new[0]), by=acting)

    assert does(services.approve_batch, batch, town.bo) == 2
    with as_loader():
        assert not RoleAssignment.objects.filter(person=town.new[0]).exists()
        assert [one.person_id for one in Invitation.objects.all()] == [town.new[1].pk]


def test_an_end_that_has_passed_names_whose_and_nothing_is_opened(town, batch):
    yesterday = TODAY - timedelta(days=1)
    with as_loader():
        RoleProposal.objects.filter(person=town.new[1]).update(valid_from=yesterday, valid_to=yesterday)

    with pytest.raises(Refused, match=r"^Ny Person1: Slutdatumet har passerat"):
        does(services.approve_batch, batch, town.bo)
    assert statuses(batch) == [DecisionStatus.PROPOSED] * 3
    with as_loader():
        assert not RoleAssignment.objects.filter(role=Role.UNIT_MANAGER).exists()


def test_a_person_who_cannot_be_invited_is_named_and_nothing_is_opened(town, batch):
    with as_loader():
        Person.objects.filter(pk=town.new[0].pk).update(email="")

    with pytest.raises(Refused, match=r"^Ny Person0: Personen saknar e-postadress"):
        does(services.approve_batch, batch, town.bo)
    assert statuses(batch) == [DecisionStatus.PROPOSED] * 3


def test_a_stale_sign_in_neither_asks_nor_approves(town, batch):
    stale = {"signed_in_ago": timedelta(minutes=11)}
    with acting_as(build.acting(town.ada, **stale)) as acting, pytest.raises(Refused) as opened:
        services.open_batch(by=acting)
    with pytest.raises(Refused) as approved:
        does(services.approve_batch, batch, town.bo, **stale)
    assert (opened.value.field, approved.value.field) == ("confirm", "confirm")


def test_refused_or_taken_back_it_is_answered_once(town, batch):
    assert does(services.refuse_batch, batch, town.bo) == 3
    assert statuses(batch) == [DecisionStatus.REFUSED] * 3
    for verb, under in ((services.approve_batch, town.bo), (services.withdraw_batch, town.ada)):
        with pytest.raises(WrongState):
            does(verb, batch, under)

    again = propose(town, town.maj.person)
    with pytest.raises(PermissionDenied):
        does(services.withdraw_batch, again, town.bo)
    assert does(services.withdraw_batch, again, town.ada) == 1
    assert statuses(again) == [DecisionStatus.WITHDRAWN]


def test_another_regions_administrator_sees_nothing_of_it(town, batch):
    foreign = build.administrator(build.region("annan"))
    with acting_as(build.acting(foreign)) as acting:
        assert list(RoleBatch.objects.all()) == []
        with pytest.raises(PermissionDenied):
            services.approve_batch(batch, by=acting)
    assert statuses(batch) == [DecisionStatus.PROPOSED] * 3


def test_the_database_lets_nobody_open_one_in_anothers_name_or_change_it(town, batch):
    values = [town.region.pk, town.ada.pk]
    insert = "INSERT INTO people_rolebatch (id, created_at, region_id, proposed_by_id) "
    insert += "VALUES (gen_random_uuid(), now(), %s, %s)"
    for statement, given, under in (
        (insert, values, town.bo),
        (insert, [town.region.pk, town.maj.pk], town.maj),
        ("UPDATE people_roleproposal SET batch_id = NULL", [], town.ada),
        ("DELETE FROM people_rolebatch", [], town.ada),
    ):
        with (
            acting_as(build.acting(under)),
            pytest.raises(ProgrammingError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, given)


def test_a_batch_is_one_duty_and_one_line_of_the_list(town, batch, client):
    propose(town, town.bo.person)  # nothing that bo may answer

    def owed(under):
        with acting_as(build.acting(under)) as acting:
            return list(_duties(acting))

    assert [(duty.url, duty.detail) for duty in owed(town.bo)] == [
        (reverse("people:batch_answer", args=[batch.pk]), "3 förslag")
    ]
    assert (owed(town.ada), owed(town.maj)) == ([], [])
    build.sign_in(client, town.bo)
    page = client.get(reverse("people:grant_list")).content.decode()
    assert page.count(reverse("people:batch_answer", args=[batch.pk])) == 1
    assert "Ny Person0" not in page


def _duties(acting):
    """What the provider gives once its rows have been read."""
    found = menu.duties(acting, TODAY)
    return [one for one in found if hasattr(one, "url")]


def test_the_page_shows_every_role_and_one_answer_opens_them(town, batch, client):
    address = reverse("people:batch_answer", args=[batch.pk])
    build.sign_in(client, town.bo)
    page = client.get(address).content.decode()
    for shown in ("Ny Person0", "ny1@prov.example", "Enhetschef", "Barnenheten", "Godkänn alla"):
        assert shown in page

    answered = client.post(address, {"answer": "approve"}, follow=True)
    assert answered.redirect_chain == [(address, 302)]
    assert "Alla förslag är besvarade." in answered.content.decode()
    assert statuses(batch) == [DecisionStatus.APPROVED] * 3
    late = client.post(address, {"answer": "refuse"}, follow=True)
    assert "Alla förslag ur filen är besvarade." in late.content.decode()


def test_the_one_who_asked_gets_no_answer_but_to_take_it_back(town, batch, client):
    build.sign_in(client, town.ada)
    address = reverse("people:batch_answer", args=[batch.pk])
    page = client.get(address).content.decode()
    assert "Godkänn alla" not in page
    assert client.post(address, {"answer": "approve"}).status_code == 403
    assert client.post(address, {"answer": "maybe"}).status_code == 403

    client.post(reverse("people:batch_withdraw", args=[batch.pk]))
    assert statuses(batch) == [DecisionStatus.WITHDRAWN] * 3


def test_an_answer_that_is_none_or_comes_too_late_is_said_on_the_same_page(town, batch, client):
    build.sign_in(client, town.bo)
    address = reverse("people:batch_answer", args=[batch.pk])
    assert client.post(address, {"answer": "maybe"}).status_code == 422
    with as_loader():
        RoleProposal.objects.update(valid_from=TODAY - timedelta(days=2), valid_to=TODAY - timedelta(days=1))
    refused = client.post(address, {"answer": "approve"})
    assert refused.status_code == 422
    assert "Slutdatumet har passerat" in refused.content.decode()
