"""Information passed on without a plan: started, consented to, given, received, taken back. [6.2, CS-03, CS-20]"""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import Error, IntegrityError, connection, transaction

from core import clock
from core.access import acting_as
from core.errors import PermissionDenied, Refused, WrongState
from core.notices.models import Notice
from sip.disclosures.services import Decided, disclose_piece, file_piece, write_piece
from sip.models import (
    CaseChild,
    Consent,
    ConsentGiver,
    Contribution,
    Disclosure,
    FiledPiece,
    Participation,
    Transfer,
)
from sip.takeover.services import take_over
from sip.transfers import services
from tests.audit_rows import acts_on
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.transfers import town as x

READ = (Transfer, Contribution, Disclosure, CaseChild, Consent, ConsentGiver, Participation)


def seen(by) -> dict[str, int]:
    """How many rows of each kind one's own row security leaves."""
    with acting_as(by):
        return {model.__name__: model.objects.count() for model in READ if model.objects.exists()}


@contextmanager
def _at_once():
    """What a commit would ask is asked at the end of the block."""
    with transaction.atomic():
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def give(town, transfer, to, *, basis="consent", **decided):
    with acting_as(town.teacher) as by:
        piece = Contribution.objects.get(case_id=transfer.pk)
        return disclose_piece(piece, by=by, to=to, basis=basis, decided=Decided(**decided))


def test_nobody_else_knows_of_it_before_the_family_has_said_yes(town):
    transfer = x.started(town)
    for name in ("bup_manager", "social_manager", "colleague", "convenor"):
        assert seen(getattr(town, name)) == {}
    assert seen(town.teacher)["Contribution"] == 1
    assert "transfer.started" in acts_on(transfer.pk)


def test_a_consent_gives_the_units_own_text_to_those_it_covers_and_to_nobody_else(town):
    x.given(town)
    assert seen(town.bup_manager) == {
        "Transfer": 1, "Contribution": 1, "Disclosure": 1, "CaseChild": 1, "Consent": 1, "ConsentGiver": 2,
        "Participation": 2,
    }  # fmt: skip
    for name in ("bup_deputy", "social_manager", "social_worker", "convenor"):
        assert seen(getattr(town, name)) == {}
    with as_loader():
        assert Notice.objects.filter(kind="transfer_received", recipient=town.assignments["bup_manager"]).exists()


def test_the_leader_names_who_takes_care_of_it_and_files_a_copy(town):
    transfer = x.given(town)
    with acting_as(town.bup_manager) as by:
        services.name_receiver(Transfer.objects.get(pk=transfer.pk), by=by, to=town.assignments["bup_deputy"])
    with acting_as(town.bup_deputy) as by:
        copy = file_piece(Disclosure.objects.get(), by=by)
    assert copy.text == x.TEXT
    x.withdrawn(town, transfer)
    assert seen(town.bup_manager) == seen(town.bup_deputy) == {}
    with acting_as(town.bup_deputy):
        assert FiledPiece.objects.get().text == x.TEXT  # what was lawfully received stays with its receiver


def test_a_withdrawal_closes_everything_at_once_and_what_was_given_stays_listed(town):
    transfer = x.given(town)
    x.withdrawn(town, transfer)
    assert seen(town.bup_manager) == {}
    with acting_as(town.teacher) as by:
        assert Transfer.objects.get().status == "stopped"
        assert Disclosure.objects.get().receiving_unit_id == town.bup.pk
        assert not CaseChild.objects.exists()
        with pytest.raises(PermissionDenied):
            write_piece(Transfer.objects.get(), by=by, kind="tried", text="Mer")
    assert "transfer.stopped" in acts_on(transfer.pk)


def test_it_is_withdrawn_toward_one_unit_and_the_other_keeps_reading(town):
    transfer = x.started(town)
    x.consented(town, transfer, units=(town.bup, town.social))
    x.withdrawn(town, transfer, unit=town.bup)
    assert seen(town.bup_manager) == {}
    assert seen(town.social_manager)["Contribution"] == 1
    with acting_as(town.teacher):
        assert Transfer.objects.get().is_open


def test_who_takes_care_of_it_may_register_what_the_giver_takes_back(town):
    transfer = x.given(town)
    with acting_as(town.bup_manager) as by:
        services.name_receiver(Transfer.objects.get(), by=by, to=town.assignments["bup_deputy"])
    x.withdrawn(town, transfer, by=town.bup_deputy)
    assert seen(town.bup_deputy) == seen(town.bup_manager) == {}


def test_on_a_ground_in_law_it_is_open_to_its_receiver_without_the_name(town):
    transfer = x.started(town)
    with pytest.raises(Refused) as refused:
        give(town, transfer, town.social)
    assert refused.value.field == "basis"
    decided = {"reason": "Utredning", "by_name": "Rut Rektor", "by_role": "Rektor"}
    give(town, transfer, town.social, basis="osl_10_28", **decided)
    assert seen(town.social_manager) == {"Transfer": 1, "Contribution": 1, "Disclosure": 1, "Participation": 2}


def test_a_kind_that_the_family_has_not_said_yes_to_is_not_given(town):
    transfer = x.started(town)
    x.consented(town, transfer, information_kinds=("identity", "situation"))
    assert "Contribution" not in seen(town.bup_manager)
    with pytest.raises(Refused):
        give(town, transfer, town.bup)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"units": ("school",)}, "units"),
        ({"text": "  "}, "text"),
        ({"need_noticed_on": clock.today() + timedelta(days=1)}, "noticed_on"),
    ],
)
def test_it_is_not_started_without_receiver_text_and_a_day_that_can_be(town, wrong, field):
    if units := wrong.get("units"):
        wrong = {"units": tuple(getattr(town, name) for name in units)}
    with pytest.raises(Refused) as refused:
        x.started(town, **wrong)
    assert refused.value.field == field


def test_only_who_works_with_the_child_starts_one(town):
    child = t.child_of(town)
    with pytest.raises(PermissionDenied):
        x.started(town, by=town.colleague, child=child)


@pytest.mark.parametrize(
    ("wrong", "field"), [({"purpose": "unborn"}, "purpose"), ({"purpose": "sip"}, "purpose"), ({"units": 1}, "units")]
)
def test_a_consent_to_it_is_for_that_and_for_units_that_it_names(town, wrong, field):
    transfer = x.started(town, units=(town.social,))
    wrong = {"units": (town.bup,)} if "units" in wrong else {"units": (town.social,), **wrong}
    with pytest.raises(Refused) as refused:
        x.consented(town, transfer, **wrong)
    assert refused.value.field == field


def test_a_plans_consent_is_never_for_a_transfer_nor_the_other_way(town):
    case, transfer = t.raised(town), x.started(town)
    with pytest.raises(Refused):
        t.consented(town, case, purpose="information_transfer", sitting=None)
    for one, purpose in ((transfer, "sip"), (case, "unborn"), (transfer, "unborn")):
        with acting_as(town.teacher), pytest.raises(IntegrityError, match="for what its case is"), _at_once():
            Consent(
                region=town.region, case_id=one.pk, purpose=purpose, information_kinds=["identity"],
                valid_from=clock.today(), valid_to=clock.today(), recorded_by=town.assignments["teacher"],
                recording_unit=town.school,
            ).save(force_insert=True)  # fmt: skip


def test_no_program_lets_in_a_unit_that_nothing_is_open_to(town):
    transfer = x.given(town)
    with acting_as(town.teacher) as by, pytest.raises(Error), _at_once():
        Participation(
            region_id=town.region.pk, case_id=transfer.pk, unit=town.social, part="receiver",
            added_by_id=by.assignment_id,
        ).save(force_insert=True)  # fmt: skip
    with acting_as(town.social_manager) as by, pytest.raises(Error), transaction.atomic():
        Participation(
            region_id=town.region.pk, case_id=transfer.pk, unit=town.social, part="receiver",
            assignment=town.assignments["social_worker"], added_by_id=by.assignment_id,
        ).save(force_insert=True)  # fmt: skip


def test_a_leader_names_colleagues_of_the_own_unit_and_each_once(town):
    transfer = x.given(town)
    with acting_as(town.bup_manager) as by:
        found = Transfer.objects.get(pk=transfer.pk)
        with pytest.raises(Refused):
            services.name_receiver(found, by=by, to=town.assignments["social_worker"])
        services.name_receiver(found, by=by, to=town.assignments["bup_deputy"])
        with pytest.raises(Refused):
            services.name_receiver(found, by=by, to=town.assignments["bup_deputy"])
    with acting_as(town.teacher) as by, pytest.raises(PermissionDenied):
        services.name_receiver(Transfer.objects.get(), by=by, to=town.assignments["colleague"])


def test_it_goes_over_to_a_colleague_with_the_starters_other_work(town):
    transfer = x.given(town)
    with acting_as(town.head) as by:
        take_over(
            town.assignments["teacher"], by=by, to=town.assignments["colleague"], reason="leaves", cases=[transfer.pk]
        )
    with acting_as(town.colleague) as by:
        services.close_transfer(Transfer.objects.get(), by=by)
    assert "Transfer" not in seen(town.teacher)


def test_it_is_closed_by_who_started_it_and_gives_nothing_more(town):
    transfer = x.given(town)
    with acting_as(town.bup_manager) as by, pytest.raises(PermissionDenied):
        services.close_transfer(Transfer.objects.get(), by=by)
    with acting_as(town.teacher) as by:
        services.close_transfer(Transfer.objects.get(), by=by)
        with pytest.raises(WrongState):
            services.close_transfer(Transfer.objects.get(), by=by)
    with pytest.raises(PermissionDenied):
        give(town, transfer, town.social)
    assert seen(town.bup_manager)["Contribution"] == 1  # as long as the consent lives
    with acting_as(town.teacher), pytest.raises(Error), transaction.atomic():
        Transfer.objects.update(status="open", ended_on=None)
