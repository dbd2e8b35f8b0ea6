"""The directory's pages: who reaches them, what a refused form keeps, that two hands are needed. [security 2, 10]"""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.people.models import FactorReset, Person, RoleAssignment, RoleProposal
from core.roles import Role
from tests.core.people import build
from tests.database import as_loader

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def role_fields(town, **more) -> dict[str, str]:
    return {
        "role": "caseworker",
        "unit": str(town.unit.pk),
        "valid_from": TODAY.isoformat(),
        "valid_to": (TODAY + timedelta(days=100)).isoformat(),
        **more,
    }


def newcomer(**more) -> dict[str, str]:
    return {"given_name": "Åsa", "family_name": "Öberg", "email": "Asa.Oberg@prov.example", "title": "Kurator", **more}


@pytest.fixture
def ada(client, town):
    build.sign_in(client, town.ada)
    return client


def all_addresses(town) -> list[str]:
    """Every page of the directory, with ids that exist."""
    proposal = waiting_proposal(town)
    with as_loader():
        reset = FactorReset.objects.create(
            region=town.region,
            person=town.maj.person,
            user=town.maj.user,
            identity_check="video",
            proposed_by=town.ada,
        )
    return [
        reverse("people:person_list"),
        reverse("people:invite"),
        reverse("people:grant_list"),
        reverse("people:person_detail", args=[town.maj.person_id]),
        reverse("people:grant", args=[town.maj.person_id]),
        reverse("people:grant_approve", args=[proposal.pk]),
        reverse("people:assignment_end", args=[town.maj.pk]),
        reverse("people:factor_reset", args=[town.maj.person_id]),
        reverse("people:factor_reset_approve", args=[reset.pk]),
    ]


def waiting_proposal(town, role=Role.UNIT_MANAGER) -> RoleProposal:
    with as_loader():
        return RoleProposal.objects.create(
            region=town.region,
            person=town.maj.person,
            role=role,
            unit=town.unit,
            valid_from=TODAY,
            valid_to=TODAY + timedelta(days=30),
            proposed_by=town.ada,
        )


def test_every_page_opens_for_an_administrator(client, town):
    addresses = all_addresses(town)
    build.sign_in(client, town.bo)
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.REGION_ADMIN])
def test_no_page_is_there_for_any_other_role(client, town, role):
    build.sign_in(client, build.assignment(town.region, role, unit=town.unit))
    addresses = all_addresses(town)
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 404)


def test_another_regions_people_are_not_there(client, town):
    foreign = build.administrator(build.region("annan"))
    hidden = [address for address in all_addresses(town) if any(sign.isdigit() for sign in address)]
    build.sign_in(client, foreign)
    assert {address: client.get(address).status_code for address in hidden} == dict.fromkeys(hidden, 404)
    assert str(town.maj.person_id) not in client.get(reverse("people:person_list")).content.decode()


def test_a_method_that_is_not_in_the_table_is_refused(ada, town):
    assert ada.get(reverse("people:invitation_send", args=[town.maj.person_id])).status_code == 405
    assert ada.post(reverse("people:person_detail", args=[town.maj.person_id])).status_code == 405
    assert ada.delete(reverse("people:person_list")).status_code == 405


def test_inviting_registers_the_person_and_waits_for_another(ada, town, client):
    answer = ada.post(reverse("people:invite"), {**newcomer(), **role_fields(town)})
    with as_loader():
        person = Person.objects.get(email="asa.oberg@prov.example")
        proposal = RoleProposal.objects.get(person=person)
    assert answer["Location"] == reverse("people:person_detail", args=[person.pk])
    assert mail.outbox == []
    own = ada.get(reverse("people:grant_approve", args=[proposal.pk])).content.decode()
    assert 'value="approve"' not in own
    assert ada.post(reverse("people:grant_approve", args=[proposal.pk]), {"answer": "approve"}).status_code == 403

    build.sign_in(client, town.bo)
    page = client.get(reverse("people:grant_approve", args=[proposal.pk])).content.decode()
    assert "Åsa Öberg" in page
    client.post(reverse("people:grant_approve", args=[proposal.pk]), {"answer": "approve"})
    with as_loader():
        assert RoleAssignment.objects.get(person=person).approved_by_id == town.bo.pk
    assert [message.to for message in build.deliver()] == [["asa.oberg@prov.example"]]


def test_a_refused_form_keeps_what_was_typed_and_saves_nothing(ada, town):
    sent = {**newcomer(), **role_fields(town, valid_to=(TODAY - timedelta(days=1)).isoformat())}
    answer = ada.post(reverse("people:invite"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_valid_to"' in page
    for typed in ("Åsa", "Öberg", "Kurator"):
        assert f'value="{typed}"' in page
    assert f'value="{town.unit.pk}" selected' in page
    with as_loader():
        assert not Person.objects.filter(email="asa.oberg@prov.example").exists()


def test_an_address_that_is_taken_is_said_beside_the_field(ada, town):
    answer = ada.post(reverse("people:invite"), {**newcomer(email=town.maj.person.email.upper()), **role_fields(town)})
    assert (answer.status_code, 'href="#id_email"' in answer.content.decode()) == (422, True)


def test_another_regions_unit_is_no_choice(ada, town):
    foreign = build.unit(build.region("annan"), name="Främmande enhet")
    answer = ada.post(reverse("people:grant", args=[town.maj.person_id]), role_fields(town, unit=str(foreign.pk)))
    assert answer.status_code == 422
    assert foreign.name not in answer.content.decode()
    with as_loader():
        assert not RoleProposal.objects.exists()


def test_a_stale_login_asks_for_the_passphrase_and_keeps_the_rest(client, town):
    store = build.sign_in(client, town.ada)
    store.signed_in_at -= timedelta(minutes=11)
    store.save()
    address = reverse("people:grant", args=[town.maj.person_id])
    assert 'name="confirm"' in client.get(address).content.decode()

    missing = client.post(address, role_fields(town))
    assert (missing.status_code, 'href="#id_confirm"' in missing.content.decode()) == (422, True)
    wrong = client.post(address, role_fields(town, confirm=build.OTHER_PASSPHRASE))
    assert wrong.status_code == 422
    assert f'value="{town.unit.pk}" selected' in wrong.content.decode()
    assert build.OTHER_PASSPHRASE not in wrong.content.decode()
    assert client.post(address, role_fields(town, confirm=build.PASSPHRASE)).status_code == 302
    assert 'name="confirm"' not in client.get(address).content.decode()


def test_nobody_meets_a_button_for_oneself(ada, town):
    page = ada.get(reverse("people:person_detail", args=[town.ada.person_id])).content.decode()
    assert reverse("people:grant", args=[town.ada.person_id]) not in page
    assert reverse("people:assignment_end", args=[town.ada.pk]) not in page
    assert ada.get(reverse("people:grant", args=[town.ada.person_id])).status_code == 403
    assert ada.get(reverse("people:assignment_end", args=[town.ada.pk])).status_code == 403
    assert ada.get(reverse("people:factor_reset", args=[town.ada.person_id])).status_code == 403


def test_a_name_is_sent_and_found_but_never_in_an_address(ada, town):
    answer = ada.post(reverse("people:person_list"), {"namn": "maj ek"})
    page = answer.content.decode()
    assert str(town.maj.person_id) in page
    assert str(town.bo.person_id) not in page
    assert ada.post(reverse("people:person_list"), {"namn": ""}).status_code == 422


def test_the_list_is_in_swedish_order_and_filters_by_role(ada, town):
    for name in ("Åberg", "Zander", "Ärlig", "Öst", "alm"):
        build.person(town.region, "X", name)
    page = ada.get(reverse("people:person_list")).content.decode()
    places = [page.index(f"X {name}<") for name in ("alm", "Zander", "Åberg", "Ärlig", "Öst")]
    assert places == sorted(places)
    workers = ada.get(reverse("people:person_list"), {"roll": "caseworker"}).content.decode()
    assert (str(town.maj.person_id) in workers, str(town.bo.person_id) in workers) == (True, False)


def test_the_list_asks_as_much_for_three_rows_as_for_many(ada, town):
    few = statements(ada)
    for _ in range(5):
        build.assignment(town.region, unit=town.unit)
    assert statements(ada) == few


def statements(client) -> int:
    with CaptureQueriesContext(connection) as caught:
        client.get(reverse("people:person_list"))
    return len(caught)


def test_the_part_that_htmx_asks_for_is_that_part_of_the_page(ada):
    whole = ada.get(reverse("people:person_list")).content.decode()
    part = ada.get(reverse("people:person_list"), headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<section id="results"')
    assert part.strip() in whole


def test_ending_now_by_the_page(ada, town):
    address = reverse("people:assignment_end", args=[town.maj.pk])
    assert ada.post(address, {"now": "0"}).status_code == 422
    assert ada.post(address, {"now": "1"}).status_code == 302
    with as_loader():
        assert RoleAssignment.objects.get(pk=town.maj.pk).valid_to == TODAY - timedelta(days=1)


def test_an_administrator_who_loses_the_role_meets_the_door_at_once(client, town):
    build.sign_in(client, town.bo)
    with as_loader():
        town.bo.valid_to = TODAY - timedelta(days=1)
        town.bo.save()
    assert client.get(reverse("people:person_list"))["Location"].startswith(reverse("account_login"))
