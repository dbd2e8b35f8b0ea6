"""Who reads a consent and who of them gives it, and what the signature that is sent back may be. [facts 9.6, 9.9]"""

import json
from uuid import uuid4

import pytest

from core import clock
from core.access import acting_as
from core.errors import Refused
from sip.children.choices import BarredItem
from sip.family.readers import CHILD, Reader
from sip.models import ChildCase, Consent, ConsentUnit
from sip.signatures import readers, strokes
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.signatures.build import read_by

ANNA = "anna"
DOTS = [[1, 1]] * 6


@pytest.mark.parametrize(
    ("status", "is_live"),
    [("requested", True), ("given", True), ("refused", False), ("used", False), ("withdrawn", False)],
)
def test_a_consent_that_has_ended_is_read_by_nobody(status, is_live):
    if is_live:
        readers.check_is_live(Consent(status=status))
        return
    with pytest.raises(Refused):
        readers.check_is_live(Consent(status=status))


@pytest.mark.parametrize(
    ("purpose", "barred", "may"),
    [
        ("forum_occasion", set(), True),
        ("forum_occasion", {BarredItem.PLAN}, True),
        ("forum_occasion", {BarredItem.EVERYTHING}, False),
        ("sip", set(), True),
        ("sip", {BarredItem.PLAN}, False),
        ("sip", {BarredItem.EVERYTHING}, False),
        ("sip", {BarredItem.ADDRESS}, True),
    ],
)
def test_who_is_shut_out_of_all_or_of_the_plan_does_not_read_the_consent_to_it(purpose, barred, may):
    anna, child = Reader(ANNA, "Anna Provsson", frozenset(barred)), Reader(CHILD, "Elsa")

    if may:
        assert readers.consent_reader(Consent(purpose=purpose), [child, anna], ANNA) == anna
        return
    with pytest.raises(Refused, match="Anna Provsson"):
        readers.consent_reader(Consent(purpose=purpose), [child, anna], ANNA)


def test_it_is_given_by_its_own_guardians_or_by_the_person_alone(town):
    consent = t.consented(town, t.raised(town), answered={})
    with acting_as(town.teacher):
        child, *guardians = readers.family_of(consent).readers
        stranger = Reader(str(uuid4()), "Annan")

        assert [readers.gives(consent, one) for one in (child, *guardians, stranger)] == [False, True, True, False]
        for alone in ("child_alone", "individual"):
            consent.signatories = alone
            assert [readers.gives(consent, one) for one in (child, *guardians)] == [True, False, False]


def test_it_is_read_with_the_child_of_its_own_case_and_the_units_that_are_still_in_it(town):
    others = t.raised(town, child=t.child_of(town, given_name="Otto"))
    consent = t.consented(town, t.raised(town), form="screen", document_place="", answered={})
    later = t.child_of(town, given_name="Alva")
    with as_loader():
        ChildCase.objects.create(region=town.region, case_id=consent.case_id, child=later)
        ConsentUnit.objects.filter(consent=consent, unit=town.bup).update(withdrawn_at=clock.now())

    with acting_as(town.teacher):
        names = [readers.family_of(Consent(case_id=pk)).child for pk in (others.pk, consent.case_id)]
        text = read_by(consent, "Anna").text
        assert readers.family_of(Consent(case_id=uuid4())) == readers.Family("", ())
    assert names == ["Otto Provsson", "Elsa Provsson"]
    assert ("Barnenheten Öster" in text, "BUP Norr" in text) == (True, False)


def sent(drawn) -> str:
    return json.dumps(drawn, separators=(",", ":"))


@pytest.mark.parametrize(
    "drawn",
    [
        [DOTS],
        [[[0, 0], [600, 200], [0, 200], [600, 0], [1, 1], [2, 2]]],
        [[[1, 1]]] * 80,
        [[[1, 1]] * 3000],
    ],
)
def test_a_drawing_within_the_box_and_of_a_size_one_can_draw_is_kept_as_it_is(drawn):
    assert strokes.read(sent(drawn)) == drawn
    assert strokes.read(sent(drawn).ljust(strokes.LONGEST)) == drawn


@pytest.mark.parametrize("little", ["", "[]", sent([DOTS[:5]]), sent([[[1, 1]]] * 5)])
def test_nothing_and_less_than_a_scrawl_is_no_signature(little):
    assert strokes.read(little) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "nonsense",
        "[" * 20_000,
        "[]".ljust(strokes.LONGEST + 1),
        "{}",
        sent([[[1, 1]]] * 81),
        sent([[[1, 1]] * 3001]),
        sent([DOTS, []]),
        sent([DOTS, 11]),
        sent([DOTS, "11"]),
        sent([DOTS, ["11"]]),
        sent([DOTS, [11]]),
        sent([DOTS, [[1]]]),
        sent([DOTS, [[1, 1, 1]]]),
        sent([DOTS, [[1, 1.5]]]),
        sent([DOTS, [[True, 1]]]),
        sent([DOTS, [["1", 1]]]),
        sent([DOTS, [[-1, 1]]]),
        sent([DOTS, [[1, -1]]]),
        sent([DOTS, [[601, 1]]]),
        sent([DOTS, [[1, 201]]]),
        sent([DOTS, [[1, 1], [1, 201]]]),
    ],
)
def test_what_no_finger_draws_in_the_box_is_refused_as_what_was_sent(wrong):
    with pytest.raises(ValueError, match=r"long|strokes|points|stroke|point|box"):
        strokes.read(wrong)


def test_it_is_drawn_again_stroke_by_stroke_and_a_dot_is_seen():
    assert strokes.path([[[1, 2], [3, 4], [5, 6]], [[7, 8]]]) == "M1 2L3 4L5 6M7 8h0"
