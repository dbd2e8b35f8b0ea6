"""What is put right in a draft, begun again, read by whom and held how long. [SM-6, AG-11, F61]"""

import pytest
from django.core.exceptions import PermissionDenied

from core import clock
from core.errors import Refused
from groups.agreements import policies
from groups.agreements.page import near_agreements
from groups.agreements.services import drafting, ending, signing
from groups.models import Agreement, AgreementFile, AgreementParty, Consulted
from tests.database import as_loader
from tests.groups.agreements import walk as w
from tests.groups.agreements.test_services import OTHERS, READERS
from tests.groups.meetings import table as t
from tests.sip.papers import paper


def under_notice(town, agreement: Agreement | None = None, days: int = 30) -> Agreement:
    agreement = agreement or w.in_force(town)
    facts = {"party": town.city, "reason": "Kommunen går vidare på egen hand."}
    with t.as_(town, "city_head") as me:
        agreement = ending.give_notice(agreement, by=w.fresh(me), ends_on=w.later(max(days, 0)), **facts)
    with as_loader():
        Agreement.objects.filter(pk=agreement.pk).update(ends_on=w.later(days))
    return w.now(agreement)


def abandoned(town, agreement: Agreement | None = None) -> Agreement:
    agreement = agreement or w.sent(town)
    with t.as_(town, "chair") as me:
        return ending.abandon(agreement, by=me, reason="Fel papper lades in.")


def test_the_leader_changes_name_and_target_group_while_it_is_written(town):
    agreement = w.remitted(town)
    with t.as_(town, "chair") as me:
        for facts in ({"title": " ", "target_group": "Elever"}, {"title": "Frånvaro", "target_group": "121212-1212"}):
            with pytest.raises(Refused):
                drafting.rename(agreement, by=me, **facts)
        agreement = drafting.rename(agreement, by=me, title="Frånvaro", target_group="Elever")
    assert (agreement.title, agreement.target_group) == ("Frånvaro", "Elever")
    sent = w.sent(town)
    for one, who in ((agreement, "school_head"), (sent, "chair")):
        with t.as_(town, who) as me, pytest.raises(PermissionDenied):
            drafting.rename(one, by=me, title="Något annat", target_group="Elever")


def test_the_leader_takes_an_annex_off_a_draft_once_and_never_a_signed_paper(town):
    agreement = w.drafted(town)
    with t.as_(town, "chair") as me:
        wrong, right = (signing.add_annex(agreement, by=me, title=title, file=paper()) for title in ("Fel", "Rätt"))
    with t.as_(town, "school_head") as me, pytest.raises(PermissionDenied):
        signing.remove_annex(wrong, by=me)
    with t.as_(town, "chair") as me:
        signing.remove_annex(wrong, by=me)
        with pytest.raises(PermissionDenied):
            signing.remove_annex(wrong, by=me)
    with as_loader():
        assert [one.title for one in policies.standing_files(agreement)] == ["Rätt"]
    w.sent(town, agreement)
    one = w.party(agreement, town.city)
    facts = {"name": "Kurt Kommun", "signed_as": "Kommundirektör", "on": clock.today(), "file": paper()}
    seen = w.marked(agreement)
    with t.as_(town, "chair") as me:
        signing.note_paper(one, by=w.fresh(me), seen=seen, **facts)
        for row, because in (
            (right, "the agreement is locked"),
            (AgreementFile.objects.get(party=one), "the file stands"),
        ):
            with pytest.raises(PermissionDenied):
                signing.remove_annex(row, by=me)
            assert w.refusal(AgreementFile.objects.filter(pk=row.pk), removed_at=clock.now()) == because


def test_what_was_laid_down_is_begun_again_with_its_words_and_parties(town):
    before = abandoned(town)
    with t.as_(town, "bup_head") as me, pytest.raises(PermissionDenied):
        ending.begin_again(before, by=me)
    with t.as_(town, "chair") as me:
        new = ending.begin_again(before, by=me)
    assert (new.status, new.number, new.replaces_id, new.title) == ("draft", 1, None, before.title)
    assert w.chapter(new, "target").text == "Så gör vi."
    with as_loader():
        standing = AgreementParty.objects.filter(agreement=new)
        assert {(one.principal_id, one.method) for one in standing} == {(town.city.pk, ""), (town.care.pk, "")}
    assert w.now(before).status == "abandoned"
    with t.as_(town, "chair") as me, pytest.raises(PermissionDenied):  # only what was laid down
        ending.begin_again(new, by=me)


def test_a_next_version_is_begun_again_while_no_other_is_under_way(town):
    held = w.in_force(town)
    with t.as_(town, "chair") as me:
        second = ending.renew(held, by=me)
    second = abandoned(town, second)
    with t.as_(town, "chair") as me:
        again = ending.begin_again(second, by=me)
        assert (again.number, again.replaces_id) == (2, held.pk)
        with pytest.raises(PermissionDenied):
            ending.begin_again(second, by=me)


def test_one_under_notice_holds_to_its_last_day_and_may_be_followed_by_a_next(town):
    holds, is_over = under_notice(town, days=0), under_notice(town, days=-1)
    with t.as_(town, "chair") as me:
        assert set(Agreement.objects.filter(policies.holding())) == {holds}
        assert [one.pk for one in near_agreements(me, town.steering)] == [holds.pk]
        for one in (holds, is_over):
            assert ending.renew(one, by=me).number == 2


def test_the_next_version_takes_the_place_of_one_under_notice(town):
    agreement = under_notice(town)
    with t.as_(town, "chair") as me:
        new = ending.renew(agreement, by=me)
    w.in_force(town, w.wrote(town, new, text="Så gör vi nu."))
    assert w.now(agreement).status == "superseded"


def test_answers_stay_with_those_who_read_the_draft_when_everybody_reads_what_it_became(town):
    agreement = w.in_force(town)
    for who in (*READERS, "school_voice", *OTHERS):
        with t.as_(town, who):
            seen = Agreement.objects.filter(pk=agreement.pk).exists(), Consulted.objects.exists()
        assert (who, seen) == (who, (True, who not in OTHERS))


@pytest.mark.parametrize(("who", "may"), [("chair", True), ("bup_head", True), ("city_head", False), ("worker", False)])
def test_a_request_is_taken_back_by_the_party_that_asked_or_by_the_leader(town, who, may):
    agreement = w.in_force(town)
    with t.as_(town, "bup_head") as me:
        ending.ask_for_renegotiation(agreement, by=me, party=town.care, reason="Nya uppdrag.")
    with t.as_(town, who) as me:
        asked = policies.with_relations(me, policies.visible_agreements(me)).get(pk=agreement.pk)
        assert policies.can_withdraw(me, asked) is may
