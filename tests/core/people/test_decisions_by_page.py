"""Answers by the pages: what each button does, and what a late or second answer is told. [security 2, 8, 10]"""

import re

import pytest
from django.urls import reverse

from core.access import acting_as
from core.people import factors, services
from core.people.models import FactorReset, Invitation, RoleAssignment, RoleProposal
from core.people.states import DecisionStatus
from core.roles import Role
from tests.core.people import build
from tests.core.people.test_directory import waiting_proposal
from tests.database import as_loader

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo(client, town):
    build.sign_in(client, town.bo)
    return client


def status_of(decision) -> str:
    with as_loader():
        return type(decision).objects.get(pk=decision.pk).status


def waiting_reset(town) -> FactorReset:
    with as_loader():
        return FactorReset.objects.create(
            region=town.region,
            person=town.maj.person,
            user=town.maj.user,
            identity_check="video",
            proposed_by=town.ada,
        )


def test_a_refused_proposal_says_so(bo, town):
    proposal = waiting_proposal(town)
    page = bo.post(reverse("people:grant_approve", args=[proposal.pk]), {"answer": "refuse"}, follow=True)
    assert "Förslaget är avslaget." in page.content.decode()
    assert status_of(proposal) == DecisionStatus.REFUSED


def test_a_second_answer_is_told_that_it_is_late(bo, town):
    proposal = waiting_proposal(town)
    address = reverse("people:grant_approve", args=[proposal.pk])
    bo.post(address, {"answer": "refuse"})
    page = bo.post(address, {"answer": "approve"}, follow=True).content.decode()
    assert "Nuvarande status: Avslaget" in page
    with as_loader():
        assert RoleAssignment.objects.filter(person=town.maj.person).count() == 1


def test_an_answer_that_is_none_is_refused(bo, town):
    proposal = waiting_proposal(town)
    assert bo.post(reverse("people:grant_approve", args=[proposal.pk]), {"answer": "maybe"}).status_code == 422
    assert status_of(proposal) == DecisionStatus.PROPOSED


def test_a_proposal_whose_time_has_passed_is_explained_beside_the_buttons(bo, town):
    proposal = waiting_proposal(town)
    with as_loader():
        RoleProposal.objects.filter(pk=proposal.pk).update(valid_from=build.LONG_AGO, valid_to=build.LONG_AGO)
    answer = bo.post(reverse("people:grant_approve", args=[proposal.pk]), {"answer": "approve"})
    assert (answer.status_code, "Slutdatumet har passerat" in answer.content.decode()) == (422, True)


def test_only_the_one_who_asked_takes_a_proposal_back(client, town):
    proposal = waiting_proposal(town)
    address = reverse("people:grant_withdraw", args=[proposal.pk])
    build.sign_in(client, town.bo)
    assert client.post(address).status_code == 403
    build.sign_in(client, town.ada)
    assert "aria" in client.get(reverse("people:grant_approve", args=[proposal.pk])).content.decode()
    assert client.post(address).status_code == 302
    late = client.post(address, follow=True).content.decode()
    assert "Nuvarande status: Återtaget" in late
    assert status_of(proposal) == DecisionStatus.WITHDRAWN


def test_a_double_send_of_the_same_form_proposes_once(bo, town):
    address = reverse("people:grant", args=[town.maj.person_id])
    key = re.search(r'name="form_key" value="([^"]+)"', bo.get(address).content.decode())[1]
    sent = {
        "form_key": key,
        "role": Role.LINE_MANAGER,
        "unit": str(town.unit.pk),
        "valid_from": "2026-11-01",
        "valid_to": "2099-11-01",
    }
    answers = [bo.post(address, sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    with as_loader():
        assert RoleProposal.objects.filter(person=town.maj.person, role=Role.LINE_MANAGER).count() == 1


class TestResetPages:
    def test_asking_and_approving_by_the_pages(self, client, town):
        build.with_app(town.maj.user)
        address = reverse("people:factor_reset", args=[town.maj.person_id])
        build.sign_in(client, town.ada)
        assert client.post(address, {}).status_code == 422
        assert client.post(address, {"identity_check": "in_person"}).status_code == 302
        again = client.post(address, {"identity_check": "video"})
        assert (again.status_code, "väntar på en andra" in again.content.decode()) == (422, True)

        with as_loader():
            reset = FactorReset.objects.get()
        build.sign_in(client, town.bo)
        client.post(reverse("people:factor_reset_approve", args=[reset.pk]), {"answer": "approve"})
        assert factors.of_user(town.maj.user) == []
        assert [message.to for message in build.deliver()] == [[town.maj.user.email], [town.maj.person.email]]

    def test_a_refused_reset_keeps_the_factor(self, bo, town):
        build.with_app(town.maj.user)
        reset = waiting_reset(town)
        bo.post(reverse("people:factor_reset_approve", args=[reset.pk]), {"answer": "refuse"})
        assert status_of(reset) == DecisionStatus.REFUSED
        assert factors.has_second_factor(town.maj.user)

    def test_one_without_an_account_has_nothing_to_reset(self, bo, town):
        nobody = build.person(town.region, "Utan", "Konto")
        answer = bo.post(reverse("people:factor_reset", args=[nobody.pk]), {"identity_check": "video"})
        assert (answer.status_code, "inget konto" in answer.content.decode()) == (422, True)


class TestSendingAgain:
    def test_a_new_link_for_one_without_an_account(self, bo, town):
        newcomer = build.person(town.region, "Ny", "Person", "ny@prov.example")
        with as_loader():
            RoleAssignment.objects.create(
                region=town.region, person=newcomer, role="caseworker", unit=town.unit, valid_from=build.LONG_AGO
            )
        detail = bo.get(reverse("people:person_detail", args=[newcomer.pk])).content.decode()
        assert reverse("people:invitation_send", args=[newcomer.pk]) in detail
        page = bo.post(reverse("people:invitation_send", args=[newcomer.pk]), follow=True).content.decode()
        assert "En ny inbjudan skickas inom någon minut" in page
        assert "Inbjudan skickad, gäller till" in page

    def test_one_who_has_an_account_gets_none(self, bo, town):
        page = bo.post(reverse("people:invitation_send", args=[town.maj.person_id]), follow=True).content.decode()
        assert "har redan ett konto" in page
        with as_loader():
            assert not Invitation.objects.exists()

    def test_one_without_an_address_gets_none(self, bo, town):
        newcomer = build.person(town.region, "Utan", "Adress")
        with as_loader():
            type(newcomer).objects.filter(pk=newcomer.pk).update(email="")
        page = bo.post(reverse("people:invitation_send", args=[newcomer.pk]), follow=True).content.decode()
        assert "saknar e-postadress" in page

    def test_one_without_a_role_gets_none(self, bo, town):
        """The link would open an account that opens nothing."""
        newcomer = build.person(town.region, "Ny", "Person")
        page = bo.post(reverse("people:invitation_send", args=[newcomer.pk]), follow=True).content.decode()
        assert "har ingen roll än" in page

    def test_nobody_invites_oneself(self, bo, town):
        assert bo.post(reverse("people:invitation_send", args=[town.bo.person_id])).status_code == 403

    def test_an_invitation_opens_no_account_that_is_somebodys(self, client, town):
        """The address got an account with a passphrase after the mail was sent."""
        newcomer = build.person(town.region, "Ny", "Person", "ny@prov.example")
        with as_loader():
            RoleAssignment.objects.create(
                region=town.region, person=newcomer, role="caseworker", unit=town.unit, valid_from=build.LONG_AGO
            )
        with acting_as(build.acting(town.ada)) as acting:
            services.send_invitation(newcomer, by=acting)
        token = re.search(r"/inbjudan/([^/\s]+)/", build.deliver()[-1].body)[1]
        there = build.user("ny@prov.example", build.OTHER_PASSPHRASE)
        given = {"password1": build.PASSPHRASE, "password2": build.PASSPHRASE}
        assert client.post(reverse("people:accept", args=[token]), given).status_code == 404
        there.refresh_from_db()
        assert there.check_password(build.OTHER_PASSPHRASE)
