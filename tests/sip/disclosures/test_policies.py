"""Who writes, gives and takes in pieces, and which units may be given any, condition by condition. [security 1-2]"""

from datetime import timedelta
from uuid import uuid4

import pytest

from core import clock
from core.access import Acting
from sip.cases.models import Case, ConcernedUnit
from sip.disclosures import policies
from sip.models import ConsentUnit, Contribution, Disclosure, FiledPiece, ForumCase, Participation, SipPlan, Transfer
from tests.database import as_loader
from tests.groups import build as b
from tests.sip import town as t
from tests.sip.disclosures.test_services import filed, written
from tests.sip.transfers import town as x
from tests.sip.unguarded import past_row_security

pytestmark = pytest.mark.django_db
OWN, OTHER = uuid4(), uuid4()


@pytest.mark.parametrize(
    ("kind", "facts", "stands", "unit", "may"),
    [
        (ForumCase, {"status": "raised"}, True, OWN, True),
        (ForumCase, {"status": "closed"}, True, OWN, False),
        (ForumCase, {"status": "raised"}, False, OWN, False),
        (ForumCase, {"status": "raised"}, True, None, False),
        (SipPlan, {"status": "active", "initiating_unit_id": OWN, "reads": False}, True, OWN, True),
        (SipPlan, {"status": "active", "initiating_unit_id": OTHER, "reads": True}, True, OWN, True),
        (SipPlan, {"status": "active", "initiating_unit_id": OTHER, "reads": False}, True, OWN, False),
        (Transfer, {"status": "open", "starting_unit_id": OWN}, True, OWN, True),
        (Transfer, {"status": "open", "starting_unit_id": OTHER}, True, OWN, False),
    ],
)
def test_a_piece_is_written_in_an_open_case_and_in_anothers_plan_by_its_consent_in_anothers_transfer_never(
    kind, facts, stands, unit, may
):
    reads = facts.get("reads")
    case = kind(case=Case(pk=uuid4()), **{name: value for name, value in facts.items() if name != "reads"})
    acting = Acting(kind="user", assignment_id=uuid4(), unit_id=unit)
    case.relations_of, case.reads = acting.assignment_id, reads  # as `with_relations` has found it

    assert policies.may_write_with(acting, case, stands) is may


def test_one_stands_for_the_own_unit_by_a_part_of_ones_own_or_as_its_leader_while_it_lasts(town):
    case = t.raised(town)
    hidden = t.raised(town, by=town.social_worker, child=t.child_of(town, by=town.social_worker))
    ended = t.raised(town)
    with as_loader():
        Participation.objects.filter(case_id=ended.pk).update(valid_to=clock.now() - timedelta(minutes=1))

    def stands(by) -> list[bool]:
        with past_row_security(by):
            return [policies.stands_for_unit(by, one) for one in (case, hidden, ended)]

    who = ("teacher", "head", "colleague", "social_worker", "secretary")
    assert {name: stands(getattr(town, name)) for name in who} == {
        "teacher": [True, False, False],
        "head": [True, False, False],
        "colleague": [False, False, False],
        "social_worker": [False, True, False],
        "secretary": [False, False, False],
    }  # fmt: skip


def test_a_piece_is_given_by_who_stands_for_the_unit_that_owns_it_while_the_case_is_open(town):
    case = t.raised(town)
    own, theirs = Contribution(unit=town.school), Contribution(unit=town.bup)
    closed = ForumCase(case=case.case, status="closed")

    with past_row_security(town.teacher) as by:
        may = [policies.can_disclose_piece(by, *one) for one in ((own, case), (theirs, case), (own, closed))]
    with past_row_security(town.colleague) as by:
        assert not policies.can_disclose_piece(by, own, case)
    assert may == [True, False, False]


def test_own_pieces_are_the_units_in_that_case(town):
    case, other = t.raised(town), t.raised(town)
    t.consented(town, case)
    t.called(town, case)
    written(town, case, "bup_manager")
    written(town, other)

    with past_row_security(town.teacher) as by:
        found = policies.own_pieces(by, case)
        assert {(one.case_id, one.unit_id) for one in found} == {(case.pk, town.school.pk)}
        assert len(found) == 1


def test_pieces_what_was_given_and_copies_are_ones_own_units_by_the_query_too(town):
    case, hidden = t.raised(town), t.raised(town, by=town.social_worker, child=t.child_of(town, by=town.social_worker))
    for one, by in ((case, town.teacher), (hidden, town.social_worker)):
        kinds = ("identity", "situation", "social", "school")
        t.consented(town, one, by=by, information_kinds=kinds, units=(town.school, town.social, town.bup))
    t.called(town, case)
    with as_loader():
        given = {row.receiving_unit_id: row for row in Disclosure.objects.filter(case_id=case.pk)}
        elsewhere = Disclosure.objects.filter(case_id=hidden.pk, receiving_unit=town.bup).get()
    copies = [
        filed(town, given[town.bup.pk], "bup_manager").pk,
        filed(town, given[town.social.pk], "social_manager").pk,
    ]

    with past_row_security(town.bup_manager) as by:
        assert {one.case_id for one in policies.visible_pieces(by)} == {case.pk}
        assert set(policies.visible_disclosures(by)) == {given[town.bup.pk]}
        assert [one.pk for one in policies.visible_filed_pieces(by)] == copies[:1]
        rows = (given[town.bup.pk], given[town.social.pk], elsewhere)
        assert [policies.can_file_piece(by, row) for row in rows] == [True, False, False]
    with as_loader():
        assert FiledPiece.objects.count() == 2


def test_a_piece_may_go_to_the_other_units_that_take_part_are_concerned_or_consented_to_and_meet_children(town):
    case, other = t.raised(town, units=(town.social,)), t.raised(town)
    with as_loader():
        names = ("Alfa", "Beta", "Gamma", "Delta", "Epsilon", "Zeta")
        units = {name: b.make_unit(town.region, town.city, name, "school", district=town.east) for name in names}
        police = b.make_unit(town.region, town.city, "Polisen", "police", district=town.east)
    there, gone, agreed, left, elsewhere, apart = units.values()
    t.consented(town, case, units=(town.school, agreed, left))
    t.consented(town, other, units=(town.school, elsewhere))
    with as_loader():
        ConsentUnit.objects.filter(case_id=case.pk, unit=left).update(withdrawn_at=clock.now())
        ConcernedUnit.objects.create(region=town.region, case_id=case.pk, unit=police)
        for one, unit, until in ((case, there, None), (case, gone, clock.now()), (other, apart, None)):
            Participation.objects.create(
                region=town.region, case_id=one.pk, unit=unit, part="raiser", valid_to=until,
                valid_from=clock.now() - timedelta(days=1), added_by=town.assignments["teacher"],
            )  # fmt: skip

    with past_row_security(town.teacher) as by:
        assert [unit.name for unit in policies.receiving_units(by, case)] == ["Alfa", "Barnenheten Öster", "Gamma"]


def test_what_another_unit_started_is_answered_by_a_transfer_of_ones_own(town):
    transfer = x.given(town)

    with past_row_security(town.bup_manager) as by:
        assert policies.stands_for_unit(by, transfer)
        assert not policies.can_write_piece(by, transfer)
    with past_row_security(town.teacher) as by:
        assert policies.can_write_piece(by, transfer)
