"""What others are told of a placed child: to whom, on what ground, who reads it, and who took it in. [F95, F96, F98]

The region's profile names BUP for the secret residence and the joint planning, dental care for its own examination.
"""

import pytest
from django.db import Error, transaction
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import PermissionDenied, Refused, WrongState
from core.notices.models import Notice
from core.roles import Role
from sip.disclosures.services import Decided, file_piece
from sip.models import (
    Child,
    Disclosure,
    FiledPiece,
    HealthExam,
    Placement,
    PlacementNotice,
    ProtectedResidence,
    Transfer,
)
from sip.placements import protecting, telling
from sip.placements.states import NoticeKind
from tests.audit_rows import acts_on
from tests.database import as_loader
from tests.groups import build as b
from tests.sip import placing as p
from tests.sip import town as t
from tests.sip import walk as w
from tests.sip.transfers import town as x

DECIDED = Decided("Journalen ska inte röja var barnet är", "Sam Social", "Enhetschef")
TEXT = "MÄRKE-BESKED Vistelseorten är skyddad."


@pytest.fixture
def placing_town(town):
    return p.with_rules(town)


@pytest.fixture
def dentist(town):
    """Dental care near the child, which nobody leads in the portal."""
    with as_loader():
        return b.make_unit(town.region, town.care, "Folktandvården Norr", "dental_care", serves=[town.area])


def secret_of(town) -> ProtectedResidence:
    placement = p.placed(town, act="lvu", is_acute=True)
    with acting_as(town.social_worker) as by:
        return protecting.protect_residence(placement, by=by, starts_on=clock.today(), place="Okända vägen 1")


def tell(town, placement, *, by=None, **facts) -> Transfer:
    said = {
        "kind": NoticeKind.SECRET, "units": [town.bup], "text": TEXT, "basis": "osl_10_2", "decided": DECIDED, **facts,
    }  # fmt: skip
    with acting_as(by or town.social_worker) as acting:
        return telling.tell(Placement.objects.get(pk=placement.pk), by=acting, **said)


def notice_of(transfer) -> PlacementNotice:
    with as_loader():
        return PlacementNotice.objects.get(case_id=transfer.pk)


def test_a_secret_residence_is_told_to_the_unit_that_the_region_names_and_the_clock_ends(placing_town):
    town = placing_town
    secret = secret_of(town)
    assert p.clocks(secret)["DL-40"].ended_on is None
    transfer = tell(town, secret.placement)
    assert p.clocks(secret)["DL-40"].ended_on == clock.today()
    assert notice_of(transfer).sent_on == clock.today()
    with acting_as(town.social_worker):
        assert ProtectedResidence.objects.get().start_told_on == clock.today()
    assert "placement.notice_made" in acts_on(secret.placement_id)


def test_the_receiver_reads_the_text_and_nothing_else_of_the_placement_or_the_child(placing_town):
    town = placing_town
    transfer = tell(town, secret_of(town).placement)
    with acting_as(town.bup_manager):
        assert Disclosure.objects.get().contribution.text == TEXT
        assert PlacementNotice.objects.get().kind == "residence_secret"
        hidden = (ProtectedResidence, Placement, HealthExam, Child)
        assert [model.objects.count() for model in hidden] == [0, 0, 0, 0]
    for stranger in ("bup_deputy", "teacher", "head", "chair", "admin"):
        with acting_as(getattr(town, stranger)):
            assert (PlacementNotice.objects.count(), Transfer.objects.count()) == (0, 0)
    with as_loader():
        [notice] = Notice.objects.filter(case_id=transfer.pk, channel="mail")
    assert (notice.kind, notice.recipient_id) == ("transfer_received", town.bup_manager.assignment_id)


def test_who_took_it_in_and_when_comes_back_to_who_sent_it(placing_town):
    town = placing_town
    transfer = tell(town, secret_of(town).placement)
    with acting_as(town.bup_manager) as by:
        file_piece(Disclosure.objects.get(), by=by)
    notice = notice_of(transfer)
    assert notice.taken_by_id == town.bup_manager.assignment_id
    assert notice.taken_at is not None
    with as_loader():
        told = Notice.objects.get(kind="placement_notice_taken")
    assert told.recipient_id == town.social_worker.assignment_id


def test_its_end_is_told_once_it_has_ended_and_not_before(placing_town):
    town = placing_town
    secret = secret_of(town)
    with pytest.raises(PermissionDenied):
        tell(town, secret.placement, kind=NoticeKind.SECRET_NO_MORE)
    tell(town, secret.placement)
    with acting_as(town.social_worker) as by:
        protecting.end_protection(ProtectedResidence.objects.get(), by=by, on=clock.today())
    with pytest.raises(PermissionDenied):
        tell(town, secret.placement)
    tell(town, secret.placement, kind=NoticeKind.SECRET_NO_MORE)
    with acting_as(town.social_worker):
        assert ProtectedResidence.objects.get().end_told_on == clock.today()


def test_the_invitation_and_the_request_stop_their_clocks_as_the_days_noted_by_hand_do(placing_town, dentist):
    town = placing_town
    with as_loader():
        b.make_assignment(town.region, Role.UNIT_MANAGER, "Dag Tand", unit=dentist)
    placement = p.placed(town, is_acute=True)
    tell(town, placement, kind=NoticeKind.JOINT_PLANNING)
    tell(town, placement, kind=NoticeKind.DENTAL_EXAM, units=[dentist])
    with acting_as(town.social_worker):
        exam = HealthExam.objects.get(receiver="dental_care")
        assert Placement.objects.get().planning_invited_on == clock.today()
        assert (exam.requested_on, exam.equivalence) == (clock.today(), "needed")
        assert HealthExam.objects.get(receiver="health_care").requested_on is None
    assert p.clocks(placement)["DL-02"].ended_on == clock.today()
    assert p.clocks(exam)["DL-37"].ended_on == clock.today()


def test_with_the_consent_as_ground_nobody_reads_it_until_the_family_has_said_yes(placing_town):
    town = placing_town
    placement = p.placed(town, is_acute=True)
    transfer = tell(town, placement, kind=NoticeKind.JOINT_PLANNING, basis="consent")
    assert notice_of(transfer).sent_on is None
    with acting_as(town.bup_manager):
        assert (PlacementNotice.objects.count(), Disclosure.objects.count()) == (0, 0)
    with acting_as(town.social_worker):
        assert Placement.objects.get().planning_invited_on is None
    x.consented(town, transfer, by=town.social_worker, information_kinds=("identity", "social"))
    assert notice_of(transfer).sent_on == clock.today()
    with acting_as(town.bup_manager):
        assert Disclosure.objects.get().contribution.text == TEXT


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"basis": "consent"}, "basis"),
        ({"basis": "osl_10_28"}, "basis"),
        ({"units": []}, "units"),
        ({"text": " "}, "text"),
        ({"decided": Decided()}, "reason"),
    ],
)
def test_a_refused_notice_leaves_nothing_behind(placing_town, wrong, field):
    town = placing_town
    secret = secret_of(town)
    with pytest.raises(Refused) as refused:
        tell(town, secret.placement, **wrong)
    assert refused.value.field == field
    with as_loader():
        assert not Transfer.objects.exists()
        assert not PlacementNotice.objects.exists()
        assert ProtectedResidence.objects.get().start_told_on is None


def test_only_units_that_the_region_names_and_that_somebody_leads_are_told(placing_town, dentist):
    town = placing_town
    placement = p.placed(town)
    with acting_as(town.social_worker):
        placement = Placement.objects.get(pk=placement.pk)
        assert [unit.name for unit in telling.receivers(placement, "joint_planning")] == ["BUP Norr"]
        assert list(telling.receivers(placement, "health_exam")) == []
        assert [unit.is_staffed for unit in telling.receivers(placement, "dental_exam")] == [False]
    for unit in (dentist, town.bup):
        with pytest.raises(Refused) as refused:
            tell(town, placement, kind=NoticeKind.DENTAL_EXAM, units=[unit])
        assert refused.value.field == "units"


def test_a_residence_that_is_not_secret_is_not_told_of_and_others_tell_nothing(placing_town):
    town = placing_town
    placement = p.placed(town, act="lvu")
    with pytest.raises(WrongState):
        tell(town, placement)
    with pytest.raises(PermissionDenied):
        tell(town, placement, kind=NoticeKind.JOINT_PLANNING)  # not acute
    with acting_as(town.teacher) as by, pytest.raises(PermissionDenied):
        telling.tell(
            placement,
            by=by,
            kind=NoticeKind.HEALTH_EXAM,
            units=[town.bup],
            text=TEXT,
            basis="osl_10_2",
            decided=DECIDED,
        )


def test_no_program_undoes_a_notice_or_takes_it_in_for_another(placing_town):
    town = placing_town
    transfer = tell(town, secret_of(town).placement)
    with acting_as(town.bup_manager), pytest.raises(Error), transaction.atomic():
        PlacementNotice.objects.update(taken_at=clock.now(), taken_by_id=town.social_worker.assignment_id)
    with acting_as(town.social_worker):
        assert PlacementNotice.objects.update(sent_on=None) == 0
    for changed in ({"kind": "joint_planning"}, {"placement_id": transfer.pk}):
        with acting_as(town.social_worker), pytest.raises(Error), transaction.atomic():
            PlacementNotice.objects.update(**changed)


def test_it_goes_from_the_residences_page_to_the_receivers_start_page_and_back(placing_town):
    town = placing_town
    secret = secret_of(town)
    worker, manager = w.as_person(town, "social_worker"), w.as_person(town, "bup_manager")
    url = w.link(w.page(worker, reverse("sip:residence", args=[secret.pk])), "besked/skydd")
    body = w.words(w.page(worker, url))
    assert "Elsa Provsson, född 12 mars 2014." in body
    assert "Samtycke" not in body.split("På vilken grund")[1].split("Skälet")[0]
    answer = worker.post(url, {**w.key(), "units": [], "text": TEXT, "basis": "osl_10_2"})
    assert answer.status_code == 422
    assert TEXT in answer.content.decode()
    sent = {
        "units": [str(town.bup.pk)], "text": TEXT, "basis": "osl_10_2", "reason": "Skäl", "by_name": "Sam",
        "by_role": "Enhetschef",
    }  # fmt: skip
    page = w.send(worker, url, sent)
    assert "utan fråga till familjen" in w.page(worker, page)
    assert "Fråga familjen" not in w.page(worker, "/")
    assert "Vistelseorten är skyddad" in w.page(manager, "/")
    assert TEXT in w.page(manager, page)
    placement = reverse("sip:placement_detail", args=[secret.placement_id])
    assert "Inte mottaget än" in w.page(worker, placement)
    w.send(manager, w.link(w.page(manager, w.link(w.page(manager, page), "underlag")), "ta-emot"), {"child": ""})
    assert "av Bo Chef" in w.words(w.page(worker, placement))
    assert "av Bo Chef" in w.words(w.page(worker, page))


def test_where_nobody_can_receive_it_the_page_says_so_at_once(placing_town, dentist):
    town = placing_town
    placement = p.placed(town)
    worker = w.as_person(town, "social_worker")
    none = w.page(worker, reverse("sip:placement_tell", args=[placement.pk, "halsa"]))
    assert "Ingen mottagare är bestämd" in none
    unled = w.page(worker, reverse("sip:placement_tell", args=[placement.pk, "tandvard"]))
    assert "Folktandvården Norr" in unled
    assert "<textarea" not in unled


def test_the_statement_goes_back_to_the_unit_that_asked_for_it(placing_town, dentist):
    town = placing_town
    with as_loader():
        lead = b.make_assignment(town.region, Role.UNIT_MANAGER, "Dag Tand", unit=dentist)
    town.assignments["dentist"] = lead
    transfer = tell(town, p.placed(town), kind=NoticeKind.DENTAL_EXAM, units=[dentist])
    own = t.child_of(town, by=b.acting_for(lead))
    client, page = w.as_person(town, "dentist"), transfer.get_absolute_url()
    assert "Lämna utlåtandet" not in w.page(client, page)
    with acting_as(b.acting_for(lead)) as by:
        file_piece(Disclosure.objects.get(), by=by, child=Child.objects.get(pk=own.pk))
        assert FiledPiece.objects.get().child_id == own.pk
    body = w.page(client, page)
    assert "Lämna utlåtandet" in body
    form = w.page(client, w.link(body, "till="))
    assert "checked" in form.split(str(town.social.pk))[1].split(">")[0]
