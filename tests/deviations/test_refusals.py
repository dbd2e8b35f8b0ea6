"""What a verb refuses, when nothing may change."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from core import clock
from core.access import acting_as
from core.errors import Refused, WrongState
from deviations import services
from deviations.models import DeviationAnswer, DeviationReport, DeviationStep
from deviations.services.texts import NamesLikely
from tests.database import as_loader
from tests.deviations.build import at_secretariat, do, in_forum, in_local_group, sent, stored, written
from tests.deviations.traces import answers, clocks, logged, notices, steps
from tests.groups import build as b

TODAY = clock.today()


WORDS = {
    "resolve": {"solution": "Löst."},
    "refer_to_forum": {"text": "Kom inte överens"},
    "mark_principled": {"reason": "Gäller alla"},
    "submit": {},
    "receive": {},
    "return_question": {"question": "Hur?"},
    "complete": {"text": "Så."},
    "review": {"category": "absence", "pattern": "mönster"},
    "raise_to_bussam": {"text": "Gäller länet"},
    "note_assignment": {"text": "Ett uppdrag"},
    "answer": {"text": "Svar."},
    "close": {"feedback": "Svar."},
    "withdraw": {"reason": "mistake"},
    "lift": {"text": "Behöver beslut"},
}


def whole(report) -> list:
    with as_loader():
        row = DeviationReport.objects.filter(pk=report.pk).values().get()
        return [row, steps(report), answers(report), notices(report), clocks(report), len(logged(report))]


@pytest.mark.parametrize("verb", sorted(set(WORDS) - {"resolve", "refer_to_forum", "mark_principled", "withdraw"}))
def test_a_verb_out_of_its_state_says_so_and_changes_nothing(north, verb):
    report = sent(north)
    before = whole(report)
    with pytest.raises(WrongState):
        do(verb, report, north.head, **WORDS[verb])
    assert whole(report) == before


@pytest.mark.parametrize(
    ("stage", "verb", "who"),
    [
        (sent, "resolve", "reporter"),
        (sent, "resolve", "chair"),
        (sent, "refer_to_forum", "chair"),
        (sent, "withdraw", "head"),
        (in_forum, "resolve", "head"),
        (at_secretariat, "receive", "chair"),
        (at_secretariat, "withdraw", "chair"),
    ],
)
def test_who_sees_it_but_may_not_do_it_is_refused_and_nothing_changes(north, stage, verb, who):
    report = stage(north)
    before = whole(report)
    with pytest.raises(PermissionDenied):
        do(verb, report, getattr(north, who), **WORDS[verb])
    assert whole(report) == before


@pytest.mark.parametrize("who", ["colleague", "stranger", "steerer", "other_chair", "west_convenor", "political"])
def test_who_does_not_see_it_cannot_touch_it(north, who):
    report = sent(north)
    with pytest.raises(PermissionDenied):
        do("resolve", report, getattr(north, who), solution="Löst.")
    assert stored(report).status == "with_line_manager"


TEXTS = [
    (sent, "resolve", "head", "solution"),
    (sent, "refer_to_forum", "head", "text"),
    (sent, "mark_principled", "head", "reason"),
    (at_secretariat, "withdraw", "reporter", "reason"),
]


@pytest.mark.parametrize(("stage", "verb", "who", "field"), TEXTS)
def test_a_verb_without_its_words_is_refused_beside_the_field(north, stage, verb, who, field):
    report = stage(north)
    before = whole(report)
    with pytest.raises(Refused) as refused:
        do(verb, report, getattr(north, who), **{field: " "})
    assert (refused.value.field, whole(report)) == (field, before)


@pytest.mark.parametrize(("stage", "verb", "who", "field"), TEXTS[:3])
def test_no_words_on_the_way_up_tell_who_the_child_is(north, stage, verb, who, field):
    report = stage(north)
    before = whole(report)
    with pytest.raises(Refused):
        do(verb, report, getattr(north, who), names_confirmed=True, **{field: "Gäller 20120304-1234."})
    with pytest.raises(NamesLikely):
        do(verb, report, getattr(north, who), **{field: "Det gällde Tindra."})
    assert whole(report) == before
    do(verb, report, getattr(north, who), names_confirmed=True, **{field: "Det gällde Tindra."})
    assert stored(report).status != before[0]["status"]


def test_the_ladder_of_a_region_offers_only_its_own_rungs(north, south):
    with pytest.raises(WrongState):
        do("lift", sent(north), north.head, text="Uppåt")
    with pytest.raises(WrongState):
        do("submit", in_local_group(south), south.coordinator)
    report = sent(south)
    with pytest.raises(WrongState):
        do("refer_to_forum", report, south.head, text="Till forum")


def test_steps_and_answers_are_never_changed(north):
    report = sent(north)
    do("resolve", report, north.head, solution="Löst.")
    from django.db import DatabaseError, transaction

    with as_loader():
        for model in (DeviationStep, DeviationAnswer):
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.filter(report=report).update(text="Ändrad")


def test_someone_else_in_the_reporters_name_gets_nowhere(north):
    """The database takes who acts from the signed context, not from an argument."""
    acting = b.acting_for(north.colleague)
    forged = replace(acting, assignment_id=north.reporter.pk)
    from django.db import DatabaseError, transaction

    with acting_as(acting), pytest.raises(DatabaseError), transaction.atomic():
        services.send(written(north), by=forged)
    with as_loader():
        assert not DeviationReport.objects.exists()
