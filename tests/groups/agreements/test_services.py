"""An agreement from the need test to the day it holds, and how it is negotiated anew and ended. [SM-6, AG-05..AG-11]"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from core import clock
from core.audit.models import AuditEvent
from core.errors import EditedByAnother, Refused, WrongState
from core.notices.models import Notice
from core.regions.models import RegionProfile
from groups.agreements.services import consulting, drafting, ending, signing
from groups.models import Agreement, AgreementChapter, AgreementFile, AgreementParty, Consulted
from tests.database import as_loader
from tests.groups import build as b
from tests.groups.agreements import walk as w
from tests.groups.meetings import table as t
from tests.sip.papers import paper


def told(kind: str) -> set:
    with as_loader():
        return set(Notice.objects.filter(kind=kind).values_list("recipient", flat=True))


def test_an_agreement_goes_from_the_need_test_to_the_day_it_holds(town):
    agreement = w.drafted(town)
    assert (agreement.status, agreement.level, agreement.number, agreement.by_decision) == ("draft", "local", 1, False)
    agreement = w.remitted(town, agreement)
    assert told("agreement_to_answer") == {town.people["school_voice"].pk}
    with as_loader():
        one = Consulted.objects.get()
    with t.as_(town, "school_voice") as me:
        consulting.answer(one, by=me, text="Vi vill vara med.")
    with t.as_(town, "chair") as me:
        consulting.settle(one, by=me, outcome="Skolan är med i gruppen.")
        agreement = signing.send(agreement, by=me)
    heads = {town.people[one].pk for one in ("city_head", "bup_head")}
    assert told("agreement_to_sign") == heads
    w.signed(town, agreement, "city_head", town.city)
    assert w.now(agreement).status == "ready_to_sign"  # one of two is not enough [000:L115]
    signed = w.signed(town, agreement, "bup_head", town.care)
    agreement = w.now(agreement)
    assert (agreement.status, agreement.in_force_on) == ("in_force", clock.today())
    assert (signed.method, signed.signed_name, signed.signed_as) == ("screen", "Bo Bup", "Chef")
    assert told("agreement_in_force") == {town.people["chair"].pk, town.people["city_head"].pk}
    with as_loader():
        acts = set(AuditEvent.objects.filter(act__startswith="agreement.").values_list("act", flat=True))
    assert {
        "agreement.drafted",
        "agreement.remitted",
        "agreement.sent",
        "agreement.signed",
        "agreement.in_force",
    } <= acts


def test_where_the_need_test_says_no_it_is_said_why_one_is_written_all_the_same(town):
    for answers in ({"situation": "none"}, {"needs_coordination": False}, {"needs_economy": False}):
        with pytest.raises(Refused) as refused:
            w.drafted(town, **answers)
        assert refused.value.field == "why"
    assert w.drafted(town, situation="none", why="Den regionala kräver det.").status == "draft"


def test_an_agreement_has_two_parties_of_the_region_that_can_bind_themselves(town):
    with as_loader():
        company = b.make_principal(town.region, "Bolaget", kind="private_provider")
        stranger = b.make_principal(b.make_region("vast"), "Annan kommun")
    for parties in ([town.city], [town.city, company], [town.city, stranger]):
        with pytest.raises(Refused) as refused:
            w.drafted(town, parties=parties)
        assert refused.value.field == "parties"
    agreement = w.drafted(town)
    with t.as_(town, "chair") as me:
        drafting.set_parties(agreement, by=me, parties=[town.care, town.free_school])
        with pytest.raises(Refused):
            drafting.set_parties(agreement, by=me, parties=[town.care])
    with as_loader():
        standing = AgreementParty.objects.filter(agreement=agreement, removed_at=None)
        assert {one.principal_id for one in standing} == {town.care.pk, town.free_school.pk}


@pytest.mark.parametrize("who", ["bup_head", "secretariat", "other_chair", "worker", "admin"])
def test_only_who_leads_the_forum_begins_one(town, who):
    with pytest.raises(PermissionDenied):
        w.drafted(town, who)


def test_no_text_of_it_names_anybody_or_is_left_empty(town):
    number = "Gäller 121212-1212"
    for field in ("title", "target_group"):
        for text in (number, " "):
            with pytest.raises(Refused) as refused:
                w.drafted(town, **{field: text})
            assert refused.value.field == field
    agreement = w.drafted(town)
    one = w.chapter(agreement, "goals")
    with t.as_(town, "chair") as me, pytest.raises(Refused):
        drafting.save_chapter(one, by=me, text=number, version=0)


def test_two_who_write_the_same_chapter_lose_nothing(town):
    agreement = w.drafted(town)
    w.wrote(town, agreement, "school_head", keys=("goals",), text="Skolans förslag.")
    one = w.chapter(agreement, "goals")
    with t.as_(town, "chair") as me:
        with pytest.raises(EditedByAnother) as edited:
            drafting.save_chapter(one, by=me, text="Mitt förslag.", version=0)
        assert edited.value.current.text == "Skolans förslag."
        drafting.save_chapter(one, by=me, text="Bådas förslag.", version=1)
    assert w.chapter(agreement, "goals").text == "Bådas förslag."


def test_it_goes_out_with_the_childs_best_tested_to_somebody_by_a_day_ahead(town):
    agreement = w.drafted(town)
    facts = {"best_interests": "Barnen får hjälp tidigare.", "answer_by": w.later()}
    with t.as_(town, "chair") as me, pytest.raises(Refused):  # nobody is asked
        consulting.remit(agreement, by=me, **facts)
    w.asked(town, agreement)
    with t.as_(town, "chair") as me:
        for field, value in (("best_interests", " "), ("answer_by", clock.today())):
            with pytest.raises(Refused) as refused:
                consulting.remit(agreement, by=me, **facts | {field: value})
            assert refused.value.field == field
        with pytest.raises(Refused) as refused:
            consulting.ask(agreement, by=me, kind="other", name="Friskolan")
        assert refused.value.field == "name"


def test_nothing_is_signed_before_the_answers_or_their_day_and_the_minimum_content(town):
    agreement = w.remitted(town, keys=("target", "missions"))
    with t.as_(town, "chair") as me:
        with pytest.raises(Refused) as refused:
            signing.send(agreement, by=me)
        assert str(refused.value) == (
            "Skriv de här kapitlen först: ”Så samverkar parterna, och vem som betalar”, ”När verksamhet upphandlas”."
        )
    w.wrote(town, agreement, keys=("procedure", "procurement"))
    with t.as_(town, "chair") as me, pytest.raises(Refused):  # the school has not answered
        signing.send(agreement, by=me)
    with as_loader():
        Agreement.objects.filter(pk=agreement.pk).update(answer_by=clock.today() - timedelta(days=1))
    with t.as_(town, "chair") as me:
        assert signing.send(agreement, by=me).status == "ready_to_sign"


def test_a_region_may_let_the_minimum_be_advice(town):
    with as_loader():
        profile = RegionProfile.objects.get(region=town.region)
        data = {**profile.data, "agreement_minimum_blocking": False}
        RegionProfile.objects.filter(pk=profile.pk).update(valid_to=clock.today() - timedelta(days=1))
        RegionProfile.objects.create(
            region=town.region, version=2, valid_from=clock.today(), data=data, source_sha256="1" * 64
        )
    agreement = w.answered(town, keys=("goals",))
    with t.as_(town, "chair") as me:
        assert signing.send(agreement, by=me).status == "ready_to_sign"


def test_nobody_signs_for_another_or_without_a_fresh_sign_in(town):
    agreement = w.sent(town)
    with pytest.raises(PermissionDenied):
        w.signed(town, agreement, "bup_head", town.city)
    with pytest.raises(PermissionDenied):
        w.signed(town, agreement, "chair", town.city)
    one = w.party(agreement, town.city)
    for at in (None, clock.now() - timedelta(minutes=11)):
        with t.as_(town, "city_head") as me, pytest.raises(Refused) as refused:
            signing.sign(one, by=replace(me, logged_in_at=at), signed_as="Chef", seen=w.marked(agreement))
        assert refused.value.field == "confirm"
    w.signed(town, agreement, "city_head", town.city)
    with pytest.raises(PermissionDenied):  # once
        w.signed(town, agreement, "city_head", town.city)


def test_who_signs_works_for_the_party_and_may_decide_for_it(town):
    agreement = w.drafted(town)
    one = w.party(agreement, town.city)
    with t.as_(town, "chair") as me:
        for who in ("bup_head", "worker"):  # another principal's, and one who may not decide
            with pytest.raises(Refused) as refused:
                drafting.appoint(one, by=me, signatory=town.people[who])
            assert refused.value.field == "signatory"
        assert drafting.appoint(one, by=me, signatory=town.people["city_head"]).signatory_id


def test_a_party_may_sign_on_paper_and_the_paper_is_kept(town):
    agreement = w.sent(town)
    w.signed(town, agreement, "bup_head", town.care)
    one = w.party(agreement, town.city)
    facts = {"name": "Kurt Kommun", "signed_as": "Kommundirektör", "file": paper(), "seen": w.marked(agreement)}
    with t.as_(town, "chair") as me:
        with pytest.raises(Refused) as refused:
            signing.note_paper(one, by=w.fresh(me), on=w.later(1), **facts)
        assert refused.value.field == "on"
        signing.note_paper(one, by=w.fresh(me), on=clock.today(), **facts)
    assert w.now(agreement).status == "in_force"
    with as_loader():
        assert AgreementFile.objects.get().party_id == one.pk


def test_while_nobody_has_signed_it_is_taken_back_and_written_on(town):
    agreement = w.sent(town)
    with t.as_(town, "chair") as me:
        agreement = signing.reopen(agreement, by=me)
        assert signing.send(agreement, by=me).status == "ready_to_sign"
    w.signed(town, agreement, "city_head", town.city)
    with t.as_(town, "chair") as me, pytest.raises(PermissionDenied):
        signing.reopen(agreement, by=me)


def test_any_party_asks_for_it_to_be_negotiated_anew_and_it_holds_until_the_next_does(town):
    agreement = w.in_force(town)
    with t.as_(town, "bup_head") as me:
        with pytest.raises(Refused):  # not for the other party
            ending.ask_for_renegotiation(agreement, by=me, party=town.city, reason="Nya uppdrag.")
        agreement = ending.ask_for_renegotiation(agreement, by=me, party=town.care, reason="Nya uppdrag.")
    assert agreement.status == "renegotiation_requested"
    assert told("agreement_changed") == {town.people["chair"].pk, town.people["city_head"].pk}
    with t.as_(town, "chair") as me:
        new = ending.renew(agreement, by=me)
        with pytest.raises(PermissionDenied):  # one at a time
            ending.renew(agreement, by=me)
    assert (new.number, new.replaces_id, w.chapter(new, "target").text) == (2, agreement.pk, "Så gör vi.")
    w.wrote(town, new, text="Så gör vi nu.")
    w.in_force(town, new)
    assert (w.now(new).status, w.now(agreement).status) == ("in_force", "superseded")


def test_a_request_is_taken_back_by_the_party_that_made_it(town):
    agreement = w.in_force(town)
    with t.as_(town, "bup_head") as me:
        agreement = ending.ask_for_renegotiation(agreement, by=me, party=town.care, reason="Nya uppdrag.")
    with t.as_(town, "city_head") as me, pytest.raises(PermissionDenied):
        ending.withdraw_request(agreement, by=me)
    with t.as_(town, "bup_head") as me:
        assert ending.withdraw_request(agreement, by=me).status == "in_force"


def test_a_party_gives_notice_and_it_holds_to_the_last_day(town):
    agreement = w.in_force(town)
    facts = {"party": town.city, "reason": "Kommunen går vidare på egen hand."}
    with t.as_(town, "city_head") as me:
        with pytest.raises(Refused) as refused:
            ending.give_notice(agreement, by=w.fresh(me), ends_on=clock.today() - timedelta(days=1), **facts)
        assert refused.value.field == "ends_on"
        agreement = ending.give_notice(agreement, by=w.fresh(me), ends_on=w.later(), **facts)
        with pytest.raises(WrongState):
            ending.give_notice(agreement, by=w.fresh(me), ends_on=w.later(), **facts)
    assert (agreement.status, agreement.ends_on, agreement.ended_by_id) == ("terminated", w.later(), town.city.pk)


def test_a_draft_is_abandoned_with_a_reason_and_the_one_before_holds(town):
    agreement = w.in_force(town)
    with t.as_(town, "chair") as me:
        new = ending.renew(agreement, by=me)
        with pytest.raises(Refused):
            ending.abandon(new, by=me, reason=" ")
        assert ending.abandon(new, by=me, reason="Vi är överens om den gamla.").status == "abandoned"
        assert ending.renew(agreement, by=me).number == 2
    assert w.now(agreement).status == "in_force"


@pytest.mark.parametrize(
    ("who", "verb", "facts"),
    [
        ("bup_head", "remit", {"best_interests": "Ja.", "answer_by": None}),
        ("bup_head", "send", {}),
        ("school_head", "abandon", {"reason": "Nej."}),
        ("secretariat", "reopen", {}),
        ("school_head", "ask_for_renegotiation", {"party": None, "reason": "Nej."}),
        ("worker", "give_notice", {"party": None, "ends_on": None, "reason": "Nej."}),
        ("city_head", "renew", {}),
    ],
)
def test_each_step_is_taken_by_who_it_belongs_to(town, who, verb, facts):
    agreement = w.drafted(town)
    before = {"remit": None, "send": w.answered, "abandon": None, "reopen": w.sent}
    if (walk := before.get(verb, w.in_force)) is not None:
        agreement = walk(town, agreement)
    service = next(getattr(one, verb) for one in (consulting, signing, ending) if hasattr(one, verb))
    with t.as_(town, who) as me, pytest.raises(PermissionDenied):
        service(agreement, by=me, **facts)


def test_only_the_named_answers_and_the_leader_for_it(town):
    agreement = w.remitted(town)
    with as_loader():
        one = Consulted.objects.get(agreement=agreement)
    for who in ("city_head", "bup_head"):
        with t.as_(town, who) as me, pytest.raises(PermissionDenied):
            consulting.answer(one, by=me, text="Ja.")
    with t.as_(town, "chair") as me:
        assert consulting.answer(one, by=me, text="Skolan ringde: ja.").answered_by_id == town.people["chair"].pk
        with pytest.raises(PermissionDenied):  # once
            consulting.answer(one, by=me, text="Nej.")


LOCKED = "the agreement is locked"
READERS = ("chair", "bup_head", "unit_head", "secretariat", "city_head")  # the last leads a unit with a seat
OTHERS = ("other_chair", "worker", "politician", "admin", "guest")


@pytest.mark.parametrize(
    ("walk", "readers", "strangers"),
    [
        (w.drafted, READERS, (*OTHERS, "school_voice")),
        (w.remitted, (*READERS, "school_voice"), OTHERS),
        (w.in_force, (*READERS, *OTHERS, "school_voice"), ()),
    ],
)
def test_a_draft_is_read_by_its_people_and_what_holds_by_everybody(town, walk, readers, strangers):
    walk(town)
    for who in (*readers, *strangers):
        with t.as_(town, who):
            seen = [one.objects.exists() for one in (Agreement, AgreementChapter, AgreementParty)]
        assert (who, seen) == (who, [who in readers] * 3)


def test_from_the_signing_on_the_database_holds_the_text_still(town):
    agreement = w.sent(town)
    itself = Agreement.objects.filter(pk=agreement.pk)
    city = AgreementParty.objects.filter(agreement=agreement, principal=town.city)
    screen = {"method": "screen", "signed_on": clock.today(), "signed_by": town.people["city_head"]}
    with t.as_(town, "chair"):
        for rows, change, because in (
            (AgreementChapter.objects.filter(agreement=agreement), {"text": "Något annat."}, LOCKED),
            (itself, {"title": "Något annat"}, LOCKED),
            (Consulted.objects.filter(agreement=agreement), {"outcome": "Något annat"}, LOCKED),
            (city, {"removed_at": clock.now()}, LOCKED),
            (itself, {"status": "in_force", "in_force_on": clock.today()}, "not all parties have signed"),
            (itself, {"status": "terminated"}, "an agreement does not go from ready_to_sign to terminated"),
            (city, {**screen, "signed_as": "Chef"}, "nobody signs for another"),
        ):
            assert w.refusal(rows, **change) == because
    w.signed(town, agreement, "city_head", town.city)
    with t.as_(town, "city_head"):
        assert w.refusal(city, signed_as="Något annat") == "the party has signed"


def test_what_holds_is_not_replaced_by_what_does_not(town):
    agreement = w.in_force(town)
    rows = Agreement.objects.filter(pk=agreement.pk)
    with t.as_(town, "chair") as me:
        ending.renew(agreement, by=me)
        assert w.refusal(rows, status="superseded") == "no later version is in force"
        assert w.refusal(rows, in_force_on=clock.today() - timedelta(days=1)) == LOCKED
    for who in ("worker", "school_voice", "secretariat"):
        with t.as_(town, who):
            assert Agreement.objects.filter(pk=agreement.pk).update(end_reason="Nej.") == 0
