"""A unit is let into a transfer once, told once, and what a stopped one carried is stopped once. [security 2, CS-20]"""

from uuid import UUID

import pytest

from core import clock
from core.access import acting_as
from core.errors import Refused
from core.notices.models import Notice
from core.roles import UNIT_LEADERS
from sip.consent.asked import Asked
from sip.models import Participation, PlacementNotice, Transfer
from sip.placements.states import NoticeKind
from sip.transfers import services
from sip.transfers.consenting import check_transfer, purpose_of
from sip.transfers.receiving import let_in
from sip.transfers.stopping import stop_transfer
from tests.audit_rows import acts_on
from tests.database import as_loader
from tests.sip import placing
from tests.sip.test_placement_notices import tell
from tests.sip.transfers import town as x
from tests.sip.transfers.test_unborn import expected


def inside(transfer) -> list[tuple[UUID, UUID]]:
    with as_loader():
        rows = Participation.objects.filter(case_id=transfer.pk, part="receiver", assignment=None)
        return sorted(rows.values_list("unit_id", "added_by_id"))


def told(transfer) -> set[UUID]:
    with as_loader():
        return {
            *Notice.objects.filter(kind="transfer_received", case_id=transfer.pk).values_list("recipient_id", flat=True)
        }


def test_each_unit_is_let_in_once_and_only_its_leaders_are_told(town):
    transfer = x.started(town)
    teacher = town.teacher.assignment_id
    x.consented(town, transfer, units=(town.bup,))
    assert inside(transfer) == [(town.bup.pk, teacher)]
    first = told(transfer)
    with as_loader():
        leaders = {
            one.pk for one in town.assignments.values() if one.unit_id == town.bup.pk and one.role in UNIT_LEADERS
        }
    assert first == leaders
    assert town.assignments["bup_manager"].pk in first

    x.consented(town, transfer, units=(town.bup, town.social))

    assert inside(transfer) == sorted([(town.bup.pk, teacher), (town.social.pk, teacher)])
    with as_loader():
        mails = Notice.objects.filter(kind="transfer_received", channel="mail", case_id=transfer.pk)
        assert mails.filter(recipient=town.assignments["bup_manager"]).count() == 1
        assert mails.filter(recipient=town.assignments["social_manager"]).count() == 1


def test_the_unit_that_starts_it_is_never_let_into_its_own(town):
    transfer = x.started(town)
    x.consented(town, transfer)
    with acting_as(town.teacher) as by:
        let_in(Transfer.objects.get(pk=transfer.pk), [town.school.pk], by=by)

    assert [unit for unit, _by in inside(transfer)] == [town.bup.pk]


def test_a_unit_that_has_been_let_into_another_is_let_into_this_one_too(town):
    other, transfer = x.given(town), x.started(town)
    x.consented(town, transfer)

    assert [unit for unit, _by in inside(transfer)] == [unit for unit, _by in inside(other)] == [town.bup.pk]


def test_what_is_told_of_a_placement_has_its_day_for_those_let_in_and_no_others(town):
    placing.with_rules(town)
    placement = placing.placed(town, is_acute=True)
    transfer = tell(town, placement, kind=NoticeKind.JOINT_PLANNING, basis="consent")
    other = x.started(town)
    of = {"region": town.region, "placement_id": placement.pk, "sent_by": town.assignments["social_worker"]}
    with as_loader():
        for case, unit in ((transfer, town.school), (other, town.bup)):
            PlacementNotice.objects.create(**of, case_id=case.pk, kind=NoticeKind.JOINT_PLANNING, receiving_unit=unit)
    x.consented(town, transfer, by=town.social_worker, information_kinds=("identity", "social"), units=(town.bup,))

    with as_loader():
        rows = list(PlacementNotice.objects.values_list("case_id", "receiving_unit_id", "sent_on"))
    assert {row[:2]: row[2] for row in rows} == {
        (transfer.pk, town.bup.pk): clock.today(),
        (transfer.pk, town.school.pk): None,
        (other.pk, town.bup.pk): None,
    }


def test_a_transfer_that_has_ended_already_is_not_stopped_too(town):
    transfer = x.given(town)
    with acting_as(town.teacher) as by:
        services.close_transfer(Transfer.objects.get(), by=by)
        stop_transfer(Transfer.objects.get(), by=by)

    with as_loader():
        assert Transfer.objects.get(pk=transfer.pk).status == "closed"
    assert "transfer.stopped" not in acts_on(transfer.pk)


def test_stopped_it_has_its_day_and_its_reason(town):
    transfer = x.given(town)
    x.withdrawn(town, transfer)

    with as_loader():
        found = Transfer.objects.get(pk=transfer.pk)
    assert (found.status, found.ended_on) == ("stopped", clock.today())


@pytest.mark.parametrize(
    ("purpose", "named", "units", "refused"),
    [
        ("information_transfer", ("bup", "social"), ("bup", "social"), None),
        ("information_transfer", ("bup", "social"), ("bup",), None),
        ("information_transfer", ("bup",), ("bup", "social"), ("units", "Välj bland")),
        ("unborn", ("bup",), ("bup",), ("purpose", "Det här samtycket gäller")),
        ("sip", ("bup",), ("bup",), ("purpose", "Det här samtycket gäller")),
    ],
)
def test_a_consent_to_it_is_for_its_purpose_and_among_its_units(town, purpose, named, units, refused):
    x.started(town, units=(town.bup, town.social))
    transfer = x.started(town, units=tuple(getattr(town, name) for name in named))
    asked = Asked(
        units=tuple(getattr(town, name) for name in units),
        information_kinds=(),
        valid_to=clock.today(),
        purpose=purpose,
    )
    with acting_as(town.teacher):
        assert purpose_of(transfer) == "information_transfer"
        if refused is None:
            check_transfer(transfer, asked)
            return
        with pytest.raises(Refused, match=refused[1]) as said:
            check_transfer(transfer, asked)
    assert said.value.field == refused[0]


def test_that_another_child_is_expected_changes_no_purpose(town):
    unborn = x.started(town, child=expected(town), units=(town.bup,), need_noticed_on=clock.today())
    transfer = x.started(town)

    with acting_as(town.teacher):
        assert (purpose_of(unborn), purpose_of(transfer)) == ("unborn", "information_transfer")
        check_transfer(unborn, Asked((town.bup,), (), clock.today(), purpose="unborn"))
        with pytest.raises(Refused, match="väntande föräldrarnas") as said:
            check_transfer(unborn, Asked((town.bup,), (), clock.today(), purpose="information_transfer"))
    assert said.value.field == "purpose"
