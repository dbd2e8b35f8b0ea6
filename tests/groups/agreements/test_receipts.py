"""Who has read the agreement that holds: asked by the leader, said by each member in one press. [F67]"""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core import clock
from core.errors import Refused, WrongState
from groups.agreements.services import receipts
from groups.models import AgreementReading
from tests.database import as_loader
from tests.groups.agreements import walk as w
from tests.groups.agreements.test_pages import client_of, page_of, text_of
from tests.groups.meetings import table as t


def asked(town, agreement, by: str = "chair"):
    with t.as_(town, by) as me:
        return receipts.ask_to_read(agreement, by=me)


def reading_of(town, who: str) -> AgreementReading:
    with as_loader():
        return AgreementReading.objects.get(assignment=town.people[who])


def test_everybody_who_sits_in_the_group_is_asked_once(town):
    agreement = w.in_force(town)
    with as_loader():
        assert AgreementReading.objects.count() == 0
    rows = asked(town, agreement)
    people = {town.people[who].pk for who in ("chair", "bup_head", "school_head", "deputy")}
    assert {one.assignment_id for one in rows} == people
    assert [w.told_to(town, "agreement_to_read", who) for who in ("bup_head", "deputy", "chair", "worker")] == [
        1,
        1,
        0,
        0,
    ]
    with pytest.raises(Refused):
        asked(town, agreement)
    assert w.told_to(town, "agreement_to_read", "bup_head") == 1


def test_only_the_leader_asks_and_only_of_what_holds(town):
    agreement, draft = w.in_force(town), w.drafted(town)
    for who in ("bup_head", "secretariat", "other_chair"):
        with pytest.raises(PermissionDenied):
            asked(town, agreement, who)
    with pytest.raises(PermissionDenied):
        asked(town, draft)
    with as_loader():
        assert AgreementReading.objects.count() == 0


def test_a_member_confirms_for_itself_once_and_the_database_lets_nobody_say_it_for_another(town):
    asked(town, w.in_force(town))
    mine = reading_of(town, "bup_head")
    with t.as_(town, "chair") as me:
        with pytest.raises(PermissionDenied):
            receipts.confirm(mine, by=me)
        rows = AgreementReading.objects.filter(pk=mine.pk)
        assert (rows.count(), rows.update(confirmed_at=clock.now())) == (1, 0)
    with t.as_(town, "bup_head") as me:
        assert receipts.confirm(mine, by=me).confirmed_at is not None
        with pytest.raises(WrongState):
            receipts.confirm(mine, by=me)
        assert AgreementReading.objects.filter(pk=mine.pk).update(confirmed_at=None) == 0
    with t.as_(town, "school_head"):
        assert list(AgreementReading.objects.values_list("assignment", flat=True)) == [town.people["school_head"].pk]


def test_nobody_outside_the_group_can_be_asked(town):
    agreement = w.in_force(town)
    row = AgreementReading(region_id=agreement.region_id, agreement=agreement, asked_by=town.people["chair"])
    row.assignment = town.people["worker"]
    with t.as_(town, "chair"):
        assert "violates row-level security" in w.refusal_to_add(row)


def test_in_one_press_from_the_start_page_and_the_leader_sees_who_has_and_who_has_not(town):
    agreement = w.in_force(town)
    ask = reverse("groups:agreement_note", args=[agreement.pk, "be-om-lasning"])
    leader = client_of(town, "chair")
    assert ask in leader.get(page_of(agreement)).content.decode()
    assert leader.post(ask).status_code == 302
    assert "Läs en överenskommelse och bekräfta" in text_of(town, "bup_head", "/")
    confirm = reverse("groups:agreement_confirm", args=[reading_of(town, "bup_head").pk])
    assert confirm in text_of(town, "bup_head", page_of(agreement))
    assert client_of(town, "worker").post(confirm).status_code == 404
    member = client_of(town, "bup_head")
    assert member.post(confirm).status_code == 302
    assert confirm not in member.get(page_of(agreement)).content.decode()
    assert "Läs en överenskommelse och bekräfta" not in text_of(town, "bup_head", "/")
    shown = leader.get(page_of(agreement)).content.decode()
    assert "1 av 4 har bekräftat att de har läst den." in shown
    assert shown.count("Inte bekräftat än") == 3
    for who in ("bup_head", "school_head", "worker"):
        assert "Inte bekräftat än" not in text_of(town, who, page_of(agreement))
