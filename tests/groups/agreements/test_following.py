"""An agreement that holds is looked at by its parties and evaluated; one that no longer does is left alone. [AG-14]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core import clock
from core.errors import Refused
from core.obligations.models import DeadlineRule, Obligation
from core.obligations.owed import owed_by
from core.obligations.sweeping import sweep
from groups.agreements.services import ending, following
from groups.agreements.states import Level
from groups.models import AgreementReview
from tests.database import as_loader
from tests.days import days_on
from tests.groups.agreements import walk as w
from tests.groups.agreements.test_pages import client_of, page_of, text_of
from tests.groups.meetings import table as t
from tests.sip.placing import in_worker


def counted(town, code: str) -> list[Obligation]:
    with as_loader():
        return list(Obligation.objects.filter(code=code).order_by("created_at").select_related("owner"))


def owed(town, who: str, days: int = 0) -> list[str]:
    """The codes somebody owes, so many days from now."""
    with t.as_(town, who) as me:
        return sorted(owed_by(me, clock.today() + timedelta(days=days)).values_list("code", flat=True))


def looked_at(town, agreement, who: str = "bup_head", on=None, text: str = "Rutinen är känd."):
    party = w.party(agreement, town.care)
    with t.as_(town, who) as me:
        return following.look_at(party, by=me, on=on or clock.today(), text=text)


def evaluated(town, agreement, who: str = "chair", on=None, text: str = "Samverkan fungerar."):
    with t.as_(town, who) as me:
        return following.evaluate(agreement, by=me, on=on or clock.today(), text=text)


def test_with_the_last_signature_each_party_owes_a_look_and_the_county_an_evaluation(town):
    agreement = w.sent(town)
    w.signed(town, agreement, "city_head", town.city)
    assert counted(town, "DL-55") + counted(town, "DL-15") == []
    w.signed(town, agreement, "bup_head", town.care)
    today = clock.today()
    (whole,) = counted(town, "DL-15")
    assert (whole.started_on, whole.due_on.year - today.year, whole.owner_role) == (today, 4, "support_unit_officer")
    assert [(one.started_on, one.due_on.year - today.year) for one in counted(town, "DL-55")] == [(today, 1)] * 2
    assert {one.owner_id for one in counted(town, "DL-55")} == {
        town.people[who].pk for who in ("city_head", "bup_head")
    }
    assert (owed(town, "city_head"), owed(town, "bup_head")) == (["DL-55"], ["DL-55"])


def test_a_party_whose_signatory_has_left_is_seen_to_by_who_leads_the_group(town):
    w.in_force(town)
    assert "DL-55" not in owed(town, "chair")
    with as_loader():
        town.people["city_head"].valid_to = clock.today()
        town.people["city_head"].save(update_fields=["valid_to"])
    assert owed(town, "chair", days=1) == ["DL-55"]


def test_a_special_agreement_has_no_larger_evaluation(town):
    agreement = w.in_force(town, w.drafted(town, is_other=True))
    assert (agreement.level, counted(town, "DL-15"), len(counted(town, "DL-55"))) == (Level.OTHER, [], 2)


def test_where_the_region_does_not_keep_the_deadline_an_evaluation_is_noted_all_the_same(town):
    with as_loader():
        DeadlineRule.objects.filter(code="DL-15").update(monitored=False)
    agreement = w.in_force(town)
    evaluated(town, agreement)
    assert counted(town, "DL-15") == []
    assert "Samverkan fungerar." in text_of(town, "worker", page_of(agreement))


def test_what_the_party_saw_ends_its_clock_and_the_next_year_is_counted_from_that_day(town):
    agreement = w.in_force(town)
    with days_on(100):
        looked_at(town, agreement)
        day = clock.today()
        mine = [one for one in counted(town, "DL-55") if one.owner_id == town.people["bup_head"].pk]
        assert [(one.status, one.ended_on) for one in mine] == [("met", day), ("pending", None)]
        assert mine[1].started_on == day
        assert "Rutinen är känd." in text_of(town, "worker", page_of(agreement))
        assert "Norrstad" in text_of(town, "worker", page_of(agreement))


def test_a_day_before_it_held_or_ahead_and_a_childs_number_are_refused(town):
    agreement = w.in_force(town)
    for on, text, field in (
        (clock.today() + timedelta(days=1), "Bra.", "on"),
        (agreement.in_force_on - timedelta(days=1), "Bra.", "on"),
        (clock.today(), "Gäller 121212-1212", "text"),
        (clock.today(), " ", "text"),
    ):
        for act in (looked_at, evaluated):
            with pytest.raises(Refused) as refusal:
                act(town, agreement, on=on, text=text)
            assert refusal.value.field == field
    with as_loader():
        assert AgreementReview.objects.count() == 0
    assert {one.status for one in counted(town, "DL-55")} == {"pending"}


def test_only_the_party_or_who_leads_looks_and_only_the_leader_or_the_county_evaluates(town):
    agreement = w.in_force(town)
    for who in ("city_head", "worker", "school_head"):
        with pytest.raises(PermissionDenied):
            looked_at(town, agreement, who)
    with pytest.raises(PermissionDenied):
        evaluated(town, agreement, "bup_head")
    looked_at(town, agreement, "chair")
    evaluated(town, agreement, "secretariat")
    evaluated(town, agreement, "chair")
    with as_loader():
        assert AgreementReview.objects.count() == 3


def test_the_database_takes_no_look_by_another_nor_at_what_does_not_hold_and_changes_none(town):
    agreement = w.in_force(town)
    draft = w.drafted(town)
    made = looked_at(town, agreement)
    facts = {"region_id": agreement.region_id, "reviewed_on": clock.today(), "text": "Bra."}
    for who, of, party, by in (
        ("worker", agreement, None, "worker"),
        ("chair", agreement, None, "bup_head"),
        ("chair", draft, None, "chair"),
        ("bup_head", agreement, w.party(agreement, town.city), "bup_head"),
    ):
        row = AgreementReview(agreement=of, party=party, noted_by=town.people[by], **facts)
        with t.as_(town, who):
            assert "violates row-level security" in w.refusal_to_add(row)
    with t.as_(town, "bup_head"):
        said = w.refusal(AgreementReview.objects.filter(pk=made.pk), text="Annat.")
    assert said == "permission denied for table groups_agreementreview"


def test_under_notice_nothing_more_is_owed(town):
    agreement = w.in_force(town)
    looked_at(town, agreement)
    with t.as_(town, "bup_head") as me:
        last = clock.today() + timedelta(days=90)
        ending.give_notice(agreement, by=w.fresh(me), party=town.care, ends_on=last, reason="Ny väg.")
    assert sorted(one.status for one in counted(town, "DL-55")) == ["met", "waived", "waived"]
    assert [one.status for one in counted(town, "DL-15")] == ["waived"]
    with pytest.raises(PermissionDenied):
        looked_at(town, agreement)


def test_a_new_version_takes_over_and_the_old_ones_clocks_end(town):
    before = w.in_force(town)
    with t.as_(town, "chair") as me:
        new = ending.renew(before, by=me)
    after = w.in_force(town, new)
    assert (w.now(before).status, after.number) == ("superseded", 2)
    assert [one.status for one in counted(town, "DL-15")] == ["waived", "pending"]
    assert sorted(one.status for one in counted(town, "DL-55")) == ["pending"] * 2 + ["waived"] * 2
    assert [one.subject_id for one in counted(town, "DL-15")] == [before.pk, after.pk]


def test_reminded_by_the_sweep_the_party_finds_the_page_from_the_start_and_is_done_in_two_steps(town):
    agreement = w.in_force(town)
    with days_on(340):
        in_worker(sweep)
        assert w.told_to(town, "deadline_warned", "bup_head") == 1
        start = text_of(town, "bup_head", "/")
        assert "Följ upp hur ni håller överenskommelsen" in start
        url = reverse("groups:agreement_look_at", args=[w.party(agreement, town.care).pk])
        assert url in start
        client = client_of(town, "bup_head")
        assert client.post(url, {"on": clock.today().isoformat(), "text": ""}).status_code == 422
        assert client.post(url, {"on": clock.today().isoformat(), "text": "Rutinen är känd."}).status_code == 302
        assert owed(town, "bup_head") == ["DL-55"]
        start, theirs = text_of(town, "city_head", "/"), w.party(agreement, town.city)
        assert "Följ upp hur ni håller överenskommelsen" in start
        assert reverse("groups:agreement_look_at", args=[theirs.pk]) in start


def test_the_page_says_what_is_late_and_who_may_do_what(town):
    agreement = w.in_force(town)
    evaluate = reverse("groups:agreement_evaluate", args=[agreement.pk])
    look = reverse("groups:agreement_look_at", args=[w.party(agreement, town.care).pk])
    for who, may_look, may_evaluate in (("bup_head", 1, 0), ("chair", 1, 1), ("worker", 0, 0), ("secretariat", 0, 1)):
        text = text_of(town, who, page_of(agreement))
        assert (look in text, evaluate in text) == (bool(may_look), bool(may_evaluate))
        assert "Senast" in text
    assert client_of(town, "worker").get(evaluate).status_code == 403
    with days_on(400):
        assert text_of(town, "worker", page_of(agreement)).count("Skulle vara klar") == 2
