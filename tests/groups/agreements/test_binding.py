"""What binds a party: the text it has read, who has just shown who it is, the way the agreement is made. [AG-05]"""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections

from core import clock
from core.errors import Refused, WrongState
from groups.agreements.seen import mark_of
from groups.agreements.services import consulting, drafting, ending, signing
from groups.models import Agreement, AgreementFile, AgreementParty, Consulted
from tests.database import as_loader
from tests.groups.agreements import walk as w
from tests.groups.meetings import table as t
from tests.sip.papers import paper

DECIDED = {"signed_as": "Kommunfullmäktige, § 42", "on": clock.today()}


def on_paper() -> dict:
    return {"name": "Kurt Kommun", "signed_as": "Kommundirektör", "on": clock.today(), "file": paper()}


def rewritten(town, agreement: Agreement, what: str) -> None:
    """Taken back, changed in one thing and sent again."""
    with t.as_(town, "chair") as me:
        agreement = signing.reopen(agreement, by=me)
        if what == "name":
            drafting.rename(agreement, by=me, title="Något annat", target_group=agreement.target_group)
        if what == "target group":
            drafting.rename(agreement, by=me, title=agreement.title, target_group="Alla barn")
        if what == "annex":
            signing.add_annex(agreement, by=me, title="Prislista", file=paper())
        if what == "parties":
            drafting.set_parties(agreement, by=me, parties=[town.city, town.care, town.free_school])
    if what == "chapter":
        w.wrote(town, agreement, keys=("goals",), text="Något annat.")
    with t.as_(town, "chair") as me:
        signing.send(agreement, by=me)


@pytest.mark.parametrize("what", ["chapter", "name", "target group", "annex", "parties"])
def test_nobody_signs_a_text_that_has_changed_since_it_was_read(town, what):
    agreement = w.sent(town)
    read = w.marked(agreement)
    rewritten(town, agreement, what)
    one = w.party(agreement, town.city)
    with t.as_(town, "city_head") as me:
        with pytest.raises(WrongState) as refused:
            signing.sign(one, by=w.fresh(me), signed_as="Chef", seen=read)
        assert str(refused.value) == ("Texten har ändrats sedan du öppnade sidan. Läs den och skriv under på nytt.")
    with t.as_(town, "chair") as me, pytest.raises(WrongState):
        signing.note_paper(one, by=w.fresh(me), seen=read, **on_paper())
    assert w.party(agreement, town.city).method == ""
    assert w.signed(town, agreement, "city_head", town.city).method == "screen"


def test_what_is_sent_again_unchanged_is_the_text_that_was_read(town):
    agreement = w.sent(town)
    read = w.marked(agreement)
    rewritten(town, agreement, "nothing")
    with t.as_(town, "city_head") as me:
        assert signing.sign(w.party(agreement, town.city), by=w.fresh(me), signed_as="Chef", seen=read).method


@pytest.mark.parametrize("who", ["city_head", "chair"])
def test_where_the_parties_decide_politically_their_decisions_are_noted_and_then_it_holds(town, who):
    agreement = w.sent(town, w.by_decision(w.drafted(town)))
    seen = w.marked(agreement)
    with t.as_(town, "city_head") as me, pytest.raises(PermissionDenied):
        signing.sign(w.party(agreement, town.city), by=w.fresh(me), signed_as="Chef", seen=seen)
    with t.as_(town, "chair") as me, pytest.raises(PermissionDenied):
        signing.note_paper(w.party(agreement, town.city), by=w.fresh(me), seen=seen, **on_paper())
    with t.as_(town, "bup_head") as me, pytest.raises(PermissionDenied):  # another party's
        signing.note_decision(w.party(agreement, town.city), by=w.fresh(me), seen=seen, **DECIDED)
    ahead = DECIDED | {"on": w.later(1)}
    with t.as_(town, who) as me:
        with pytest.raises(Refused) as refused:
            signing.note_decision(w.party(agreement, town.city), by=w.fresh(me), seen=seen, **ahead)
        assert refused.value.field == "on"
        noted = signing.note_decision(w.party(agreement, town.city), by=w.fresh(me), seen=seen, **DECIDED)
    assert (noted.method, noted.signed_by_id, noted.signed_as) == (
        "decision",
        town.people[who].pk,
        "Kommunfullmäktige, § 42",
    )
    assert w.now(agreement).status == "ready_to_sign"
    with t.as_(town, "chair") as me:
        signing.note_decision(w.party(agreement, town.care), by=w.fresh(me), seen=seen, **DECIDED)
    assert w.now(agreement).status == "in_force"


def test_whoever_notes_a_paper_a_decision_or_a_notice_has_just_shown_who_it_is(town):
    """The acting of these tests signed in long ago."""
    signed, decided = w.sent(town), w.sent(town, w.by_decision(w.drafted(town)))
    held = w.in_force(town)
    notice = {"party": town.city, "ends_on": w.later(), "reason": "Kommunen går vidare på egen hand."}
    with t.as_(town, "chair") as me:
        for act in (
            lambda: signing.note_paper(w.party(signed, town.city), by=me, seen=w.marked(signed), **on_paper()),
            lambda: signing.note_decision(w.party(decided, town.city), by=me, seen=w.marked(decided), **DECIDED),
            lambda: ending.give_notice(held, by=me, **notice),
        ):
            with pytest.raises(Refused) as refused:
                act()
            assert refused.value.field == "confirm"
    with as_loader():
        assert not AgreementFile.objects.exists()


def test_who_is_named_after_it_was_sent_is_told_at_once(town):
    agreement = w.sent(town)
    one = w.party(agreement, town.city)
    with t.as_(town, "chair") as me:
        drafting.appoint(one, by=me, signatory=None)
    before = w.told_to(town, "agreement_to_sign", "city_head")
    for _twice in range(2):  # named anew, then again the same
        with t.as_(town, "chair") as me:
            drafting.appoint(w.party(agreement, town.city), by=me, signatory=town.people["city_head"])
    assert w.told_to(town, "agreement_to_sign", "city_head") == before + 1


def test_the_database_binds_a_party_by_whoever_is_there_and_in_the_way_it_is_made(town):
    signed, decided = w.sent(town), w.sent(town, w.by_decision(w.drafted(town)))
    day = {"signed_on": clock.today(), "signed_as": "Chef"}
    chair, city_head = town.people["chair"], town.people["city_head"]

    def city(agreement):
        return AgreementParty.objects.filter(agreement=agreement, principal=town.city)

    with t.as_(town, "chair"):
        for agreement, method, by, because in (
            (signed, "paper", city_head, "nobody notes for another"),
            (decided, "decision", city_head, "nobody notes for another"),
            (signed, "decision", chair, "the agreement is not made in that way"),
            (decided, "paper", chair, "the agreement is not made in that way"),
            (signed, "paper", chair, "the paper is missing"),
        ):
            assert w.refusal(city(agreement), method=method, signed_by=by, **day) == because


def test_the_database_takes_nothing_back_once_a_party_has_signed(town):
    agreement = w.sent(town)
    w.signed(town, agreement, "city_head", town.city)
    with t.as_(town, "chair"):
        rows = Agreement.objects.filter(pk=agreement.pk)
        assert w.refusal(rows, status="in_consultation") == "a party has signed"


def test_the_database_keeps_an_answer_as_it_was_given(town):
    agreement = w.answered(town)
    for who in ("school_voice", "chair"):
        with t.as_(town, who):
            rows = Consulted.objects.filter(agreement=agreement)
            assert w.refusal(rows, answer="Något annat.") == "the answer is given"
    with t.as_(town, "chair"):
        assert Consulted.objects.filter(agreement=agreement).update(outcome="Skolan är med.") == 1


def beside(town, who: str, act) -> tuple[threading.Thread, list]:
    """Somebody else acts on another connection; what it was refused with comes into the list."""
    met: list = []

    def run():
        try:
            with t.as_(town, who) as me:
                act(me)
        except (PermissionDenied, WrongState) as refused:
            met.append(type(refused))
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, met


@pytest.mark.django_db(transaction=True)
def test_a_chapter_written_while_it_is_sent_waits_and_is_refused(town):
    agreement = w.answered(town)
    one = w.chapter(agreement, "goals")

    def write(me):
        drafting.save_chapter(one, by=me, text="För sent.", version=one.version)

    with t.as_(town, "chair") as me:
        signing.send(agreement, by=me)
        read = mark_of(agreement)
        writer, met = beside(town, "school_head", write)
        writer.join(0.5)
        assert writer.is_alive()
    writer.join(10)
    assert met == [WrongState]
    assert w.chapter(agreement, "goals").text == ""
    assert w.marked(agreement) == read


@pytest.mark.django_db(transaction=True)
def test_an_answer_given_while_it_is_sent_waits_and_is_refused(town):
    agreement = w.remitted(town)
    with as_loader():
        Agreement.objects.filter(pk=agreement.pk).update(answer_by=w.later(-1))
        one = Consulted.objects.get(agreement=agreement)
    with t.as_(town, "chair") as me:
        signing.send(agreement, by=me)
        answerer, met = beside(town, "school_voice", lambda voice: consulting.answer(one, by=voice, text="För sent."))
        answerer.join(0.5)
        assert answerer.is_alive()
    answerer.join(10)
    assert met == [PermissionDenied]
    with as_loader():
        assert Consulted.objects.get().answered_on is None
