"""Members are asked to read the agreement that holds, with the receipts that all kinds share. [F67]"""

import pytest
from django.core.exceptions import PermissionDenied

from core import clock
from groups.agreements.page import PUBLISHED
from groups.agreements.services import ending
from groups.models import Receipt
from groups.receipts import services
from tests.database import as_loader
from tests.groups.agreements import walk as w
from tests.groups.agreements.test_pages import client_of, page_of, text_of
from tests.groups.meetings import table as t

DUTY = "Läs och bekräfta"


def asked(town, agreement, by: str = "chair") -> int:
    with t.as_(town, by) as me:
        return services.publish(agreement, by=me, kind=PUBLISHED, forums=[town.steering])


def test_only_the_leader_asks_and_only_of_what_holds(town):
    agreement, draft = w.in_force(town), w.drafted(town)
    for who in ("bup_head", "secretariat", "other_chair"):
        with pytest.raises(PermissionDenied):
            asked(town, agreement, who)
    with pytest.raises(PermissionDenied):
        asked(town, draft)
    assert asked(town, agreement) == 3
    assert [w.told_to(town, "receipt_asked", who) for who in ("bup_head", "deputy", "chair", "worker")] == [1, 1, 0, 0]


def test_the_leader_sees_how_many_have_read_and_the_others_see_their_own(town):
    agreement = w.in_force(town)
    asked(town, agreement)
    assert "0 av 3 har läst." in text_of(town, "chair", page_of(agreement))
    for who in ("bup_head", "worker"):
        assert "av 3 har läst" not in text_of(town, who, page_of(agreement))
    assert DUTY in text_of(town, "bup_head", "/")
    with as_loader():
        mine = Receipt.objects.get(assignment=town.people["bup_head"])
    member = client_of(town, "bup_head")
    assert member.post(f"/grupper/kvitton/{mine.pk}/").status_code == 302
    assert "Du bekräftade" in member.get(page_of(agreement)).content.decode()
    assert DUTY not in text_of(town, "bup_head", "/")
    assert "1 av 3 har läst." in text_of(town, "chair", page_of(agreement))


def test_nobody_is_asked_to_read_what_holds_no_more(town):
    agreement = w.in_force(town)
    asked(town, agreement)
    with t.as_(town, "chair") as me:
        facts = {"party": town.city, "ends_on": w.later(), "reason": "Kommunen går vidare på egen hand."}
        ending.give_notice(agreement, by=w.fresh(me), **facts)
    assert DUTY not in text_of(town, "bup_head", "/")


def test_nobody_outside_the_groups_can_be_asked(town):
    agreement = w.in_force(town)
    row = Receipt(
        region_id=agreement.region_id, forum=town.steering, about_kind=PUBLISHED.about, about_id=agreement.pk,
        asked_by=town.people["chair"], asked_on=clock.today(), assignment=town.people["worker"],
    )  # fmt: skip
    with t.as_(town, "chair"):
        assert "violates row-level security" in w.refusal_to_add(row)
