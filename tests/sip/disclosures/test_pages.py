"""The pages of pieces and disclosures, walked by those who use them. [design, CS-19]"""

import pytest
from django.test import Client
from django.urls import reverse

from sip.models import Child, Contribution, Disclosure, FiledPiece
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db


def client_of(town, who) -> Client:
    client = Client()
    sign_in(client, town.assignments[who])
    return client


def page(client, name, pk, query="") -> str:
    response = client.get(reverse(f"sip:{name}", args=[pk]) + query)
    assert response.status_code == 200
    return response.content.decode()


def piece_of(case) -> Contribution:
    with as_loader():
        return Contribution.objects.filter(case_id=case.pk).order_by("-version").first()


def test_a_piece_is_written_anew_given_on_a_ground_and_shown_as_shared(town, case):
    client = client_of(town, "teacher")
    write = reverse("sip:piece_write", args=[case.pk])
    assert "MÄRKE-PRÖVAT" in client.get(f"{write}?slag=tried").content.decode()
    refused = client.post(write, {"kind": "tried", "text": "Ny text"})
    assert refused.status_code == 422
    assert "Skriv varför underlaget ändras" in refused.content.decode()
    client.post(write, {"kind": "tried", "text": "Ny text", "reason": "Det fattades något"})

    piece = piece_of(case)
    url = reverse("sip:piece_disclose", args=[piece.pk])
    assert f"?till={town.social.pk}" in client.get(url).content.decode()
    form = client.get(f"{url}?till={town.social.pk}").content.decode()
    assert "Uppgiftsskyldighet i lag" in form
    assert "från hälso- och sjukvården" not in form
    bare = client.post(f"{url}?till={town.social.pk}", {"basis": "osl_10_28"})
    assert bare.status_code == 422
    said = {"basis": "osl_10_28", "reason": "Utredning pågår", "by_name": "Rut Rektor", "by_role": "Rektor"}
    assert client.post(f"{url}?till={town.social.pk}", said).status_code == 302

    own = page(client, "pieces", case.pk)
    assert "Beslutat av Rut Rektor, Rektor" in own


def test_a_unit_that_was_let_into_a_plan_writes_pieces_of_its_own():
    town, plan = p.until("preparing")
    client = client_of(town, "bup_worker")
    write = reverse("sip:piece_write", args=[plan.pk])
    assert write in page(client, "pieces", plan.pk)

    assert client.post(write, {"kind": "view", "text": "MÄRKE-BILD"}).status_code == 302

    assert "MÄRKE-BILD" in page(client, "pieces", plan.pk)


def test_the_receiver_matches_the_copy_with_a_child_by_name(town, case):
    t.child_of(town, by=town.bup_manager, given_name="Elsa", family_name="Hososs")
    with as_loader():
        given = Disclosure.objects.get(case_id=case.pk, receiving_unit=town.bup)

    client = client_of(town, "bup_manager")
    assert ">Elsa Hososs</option>" in page(client, "piece_file", given.pk)
    with as_loader():
        own, theirs = Child.objects.get(family_name="Hososs"), case.case.own_children.get().child
    take = reverse("sip:piece_file", args=[given.pk])
    assert client.post(take, {"child": str(theirs.pk)}).status_code == 422

    copy = client.post(take, {"child": str(own.pk)})["Location"]

    assert reverse("sip:child_detail", args=[own.pk]) in client.get(copy).content.decode()


def test_what_is_no_piece_no_receiver_and_no_basis_is_refused_and_what_was_typed_is_kept(town, case):
    client, typed = client_of(town, "teacher"), "MÄRKE-SKRIVET"
    write = reverse("sip:piece_write", args=[case.pk])
    give = reverse("sip:piece_disclose", args=[piece_of(case).pk])
    asked = [
        client.post(write, {"kind": "tried", "text": "", "reason": typed}),
        client.post(f"{give}?till={town.social.pk}", {"basis": "osl_25_12", "reason": typed}),
    ]

    assert [(answer.status_code, typed in answer.content.decode()) for answer in asked] == [(422, True)] * 2
    assert client.get(f"{give}?till={town.region.pk}").status_code == 404


def test_the_receiver_takes_in_a_copy_of_its_own(town, case):
    client = client_of(town, "bup_manager")
    received = page(client, "pieces", case.pk)
    assert "MÄRKE-PRÖVAT" in received
    assert "Inget om syskonen" in received
    with as_loader():
        given = Disclosure.objects.get(case_id=case.pk, receiving_unit=town.bup)
    assert "MÄRKE-PRÖVAT" in page(client, "piece_file", given.pk)

    client.post(reverse("sip:piece_file", args=[given.pk]), {"child": ""})

    with as_loader():
        copy = FiledPiece.objects.get(disclosure_id=given.pk)
    assert "MÄRKE-PRÖVAT" in page(client, "filed_piece", copy.pk)
    assert copy.code in client.get(reverse("sip:filed_pieces")).content.decode()
    again = client.post(reverse("sip:piece_file", args=[given.pk]), {"child": ""})
    assert again.status_code == 422


def test_withdrawing_lists_what_has_gone_before_and_after(town, case):
    client = client_of(town, "teacher")
    with as_loader():
        consent = case.case.consents.get()
    before = page(client, "consent_withdraw", consent.pk)
    assert "Det här har redan lämnats ut" in before
    assert "Till BUP Norr" in before

    client.post(reverse("sip:consent_withdraw", args=[consent.pk]), {"unit": ""})

    after = page(client, "consent_detail", consent.pk)
    assert "Till BUP Norr" in after
    assert "Inget om syskonen" in after
    with as_loader():
        child = case.case.own_children.get().child
    assert "Samtycket: Återkallat" in page(client, "shared", child.pk)
