"""Roles: proposed by one administrator, approved by another, never for oneself. [security 2, 8]"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from core.people import services
from core.people.models import Invitation, RoleAssignment, RoleProposal
from core.people.sessions import SessionStore
from core.people.states import DecisionStatus
from core.roles import Role
from tests.core.people import build
from tests.database import as_loader

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
IN_A_YEAR = TODAY + timedelta(days=365)


def propose(town, who, *, by=None, **fields):
    fields = {"role": Role.CASEWORKER, "unit": town.unit, "valid_from": TODAY, "valid_to": IN_A_YEAR} | fields
    with acting_as(build.acting(by or town.ada)) as acting:
        return services.propose_role(who, by=acting, **fields)


def approve(proposal, under):
    with acting_as(build.acting(under)) as acting:
        return services.approve_role(proposal, by=acting)


def stored(row):
    with as_loader():
        return type(row).objects.get(pk=row.pk)


def acts(row) -> list[str]:
    with as_loader():
        return list(AuditEvent.objects.filter(object_id=row.pk).order_by("number").values_list("act", flat=True))


def test_nothing_is_opened_before_another_has_approved(town):
    newcomer = build.person(town.region, "Ny", "Person")
    proposal = propose(town, newcomer)
    with as_loader():
        assert not RoleAssignment.objects.filter(person=newcomer).exists()
        assert not Invitation.objects.filter(person=newcomer).exists()
    assert proposal.status == DecisionStatus.PROPOSED
    assert acts(proposal) == ["role.proposed"]
    assert build.deliver() == []


def test_approval_makes_the_assignment_and_invites_who_has_no_account(town):
    newcomer = build.person(town.region, "Ny", "Person", "ny@prov.example")
    proposal = propose(town, newcomer)
    assignment = approve(proposal, town.bo)
    assert (assignment.user_id, assignment.role, assignment.unit_id) == (None, Role.CASEWORKER, town.unit.pk)
    assert (assignment.granted_by_id, assignment.approved_by_id) == (town.ada.pk, town.bo.pk)
    assert (assignment.valid_from, assignment.valid_to) == (TODAY, IN_A_YEAR)
    assert stored(proposal).status == DecisionStatus.APPROVED
    assert acts(assignment) == ["role.granted"]
    (message,) = build.deliver()
    assert message.to == ["ny@prov.example"]
    assert "Ny" not in message.body + message.subject


def test_who_has_an_account_gets_the_role_without_a_new_invitation(town):
    assignment = approve(propose(town, town.maj.person, role=Role.UNIT_MANAGER), town.bo)
    assert assignment.user_id == town.maj.user_id
    assert build.deliver() == []


def test_nobody_approves_an_own_proposal(town):
    proposal = propose(town, town.maj.person, role=Role.UNIT_MANAGER)
    with pytest.raises(PermissionDenied):
        approve(proposal, town.ada)
    assert stored(proposal).status == DecisionStatus.PROPOSED


def test_nobody_approves_an_own_proposal_by_another_of_ones_assignments(town):
    other_hat = build.assignment(town.region, Role.REGION_ADMIN, who=town.ada.user, person=town.ada.person)
    with pytest.raises(PermissionDenied):
        approve(propose(town, town.maj.person, role=Role.UNIT_MANAGER), other_hat)


def test_nobody_approves_an_own_proposal_as_another_person_with_the_same_account(town):
    double = build.assignment(
        town.region, Role.REGION_ADMIN, who=town.ada.user, person=build.person(town.region, "Adas", "Dubbel")
    )
    with pytest.raises(PermissionDenied):
        approve(propose(town, town.maj.person, role=Role.UNIT_MANAGER), double)


def test_nobody_proposes_or_approves_for_oneself(town):
    with pytest.raises(PermissionDenied):
        propose(town, town.ada.person)
    with pytest.raises(PermissionDenied):
        approve(propose(town, town.bo.person), town.bo)


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.PLATFORM_ADMIN, Role.LOG_REVIEWER, Role.GROUP_CHAIR])
def test_only_administrators_propose_and_decide(town, role):
    stranger = build.assignment(town.region, role, unit=town.unit)
    with pytest.raises(PermissionDenied):
        propose(town, town.maj.person, by=stranger)
    with pytest.raises(PermissionDenied):
        approve(propose(town, town.maj.person, role=Role.UNIT_MANAGER), stranger)


def test_another_regions_administrator_sees_nothing(town):
    foreign = build.administrator(build.region("annan"))
    proposal = propose(town, town.maj.person, role=Role.UNIT_MANAGER)
    with pytest.raises(PermissionDenied):
        approve(proposal, foreign)
    with pytest.raises(PermissionDenied):
        propose(town, town.maj.person, by=foreign)


def test_a_stale_login_asks_who_sits_there(town):
    fields = {"role": Role.CASEWORKER, "unit": town.unit, "valid_from": TODAY, "valid_to": IN_A_YEAR}
    stale = build.acting(town.ada, signed_in_ago=timedelta(minutes=10, seconds=1))
    with acting_as(stale) as acting, pytest.raises(Refused) as refused:
        services.propose_role(town.maj.person, by=acting, **fields)
    assert refused.value.field == "confirm"
    proposal = propose(town, town.maj.person, role=Role.UNIT_MANAGER)
    with acting_as(build.acting(town.bo, signed_in_ago=timedelta(minutes=11))) as acting, pytest.raises(Refused):
        services.approve_role(proposal, by=acting)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"valid_from": TODAY, "valid_to": TODAY - timedelta(days=1)}, "valid_to"),
        ({"valid_from": date(2024, 1, 1), "valid_to": date(2024, 2, 1)}, "valid_to"),
        ({"unit": None}, "unit"),
        ({"role": Role.FORUM_CONVENOR}, "district"),
        ({"role": Role.GROUP_CHAIR}, "area"),
        ({"role": Role.LOG_REVIEWER}, "principal"),
        ({"role": Role.PLATFORM_ADMIN}, "role"),
        ({"role": "superuser"}, "role"),
    ],
)
def test_a_role_without_its_scope_or_end_is_refused_beside_the_field(town, fields, field):
    with pytest.raises(Refused) as refused:
        propose(town, town.maj.person, **fields)
    assert refused.value.field == field


def test_a_unit_that_has_ended_takes_no_new_roles(town):
    with as_loader():
        town.unit.valid_to = TODAY - timedelta(days=1)
        town.unit.save()
    with pytest.raises(Refused) as refused:
        propose(town, town.maj.person)
    assert refused.value.field == "unit"


def test_a_decision_is_made_once(town):
    proposal = propose(town, town.maj.person, role=Role.UNIT_MANAGER)
    approve(proposal, town.bo)
    with acting_as(build.acting(town.bo)) as acting:
        for verb in (services.approve_role, services.refuse_role, services.withdraw_role):
            with pytest.raises(WrongState):
                verb(proposal, by=acting)


def test_a_refused_and_a_withdrawn_proposal_open_nothing(town):
    refused, withdrawn = (propose(town, town.maj.person, role=role) for role in (Role.UNIT_MANAGER, Role.LINE_MANAGER))
    with acting_as(build.acting(town.bo)) as acting:
        assert services.refuse_role(refused, by=acting).status == DecisionStatus.REFUSED
        with pytest.raises(PermissionDenied):
            services.withdraw_role(withdrawn, by=acting)
    with acting_as(build.acting(town.ada)) as acting:
        assert services.withdraw_role(withdrawn, by=acting).status == DecisionStatus.WITHDRAWN
    with as_loader():
        assert RoleAssignment.objects.filter(person=town.maj.person).count() == 1


def test_the_database_wants_another_hand_too(town):
    with as_loader(), pytest.raises(IntegrityError), transaction.atomic():
        RoleProposal.objects.create(
            region=town.region,
            person=town.maj.person,
            role=Role.CASEWORKER,
            valid_from=TODAY,
            valid_to=IN_A_YEAR,
            proposed_by=town.ada,
            decided_by=town.ada,
            decided_at=timezone.now(),
            status=DecisionStatus.APPROVED,
        )


def test_row_security_shows_proposals_to_administrators_only(town):
    propose(town, town.maj.person, role=Role.UNIT_MANAGER)
    counts = []
    for under in (town.bo, town.maj, build.administrator(build.region("annan"))):
        with acting_as(build.acting(under)):
            counts.append(RoleProposal.objects.count())
    assert counts == [1, 0, 0]


class TestEnding:
    def end(self, town, assignment, on, by=None):
        with acting_as(build.acting(by or town.ada)) as acting:
            return services.end_assignment(assignment, by=acting, on=on)

    def test_ending_now_ends_the_sessions_at_once(self, town):
        store = build.session_of(town.maj.user, town.maj)
        ended = self.end(town, town.maj, TODAY - timedelta(days=1))
        assert ended.valid_to == TODAY - timedelta(days=1)
        assert SessionStore(store.session_key).load() == {}
        assert acts(town.maj) == ["role.ended"]

    def test_a_role_of_today_ends_today_and_nobody_holds_it(self, town):
        with as_loader():
            town.maj.valid_from = TODAY
            town.maj.save()
        store = build.session_of(town.maj.user, town.maj)
        ended = self.end(town, town.maj, TODAY - timedelta(days=1))
        assert (ended.valid_to, ended.user_id) == (TODAY, None)
        assert SessionStore(store.session_key).load() == {}

    def test_a_last_day_ahead_ends_nothing_yet(self, town):
        store = build.session_of(town.maj.user, town.maj)
        assert self.end(town, town.maj, IN_A_YEAR).valid_to == IN_A_YEAR
        assert SessionStore(store.session_key).load() != {}

    def test_ending_is_no_way_to_lengthen(self, town):
        self.end(town, town.maj, TODAY + timedelta(days=10))
        with pytest.raises(Refused):
            self.end(town, town.maj, TODAY + timedelta(days=11))

    def test_nobody_ends_an_own_assignment(self, town):
        build.administrator(town.region, "Cia")
        with pytest.raises(PermissionDenied):
            self.end(town, town.ada, TODAY)

    def test_two_administrators_must_remain(self, town):
        with pytest.raises(Refused):
            self.end(town, town.bo, TODAY - timedelta(days=1))
        build.administrator(town.region, "Cia")
        assert self.end(town, town.bo, TODAY - timedelta(days=1)).valid_to == TODAY - timedelta(days=1)

    def test_a_stale_login_or_another_role_ends_nothing(self, town):
        with acting_as(build.acting(town.ada, signed_in_ago=timedelta(minutes=20))) as acting, pytest.raises(Refused):
            services.end_assignment(town.maj, by=acting, on=TODAY)
        with pytest.raises(PermissionDenied):
            self.end(town, town.ada, TODAY, by=town.maj)
