"""What both sides write and decide where the report stands: accounts, questions, addenda, sorting, actions, receipt."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error

from core import clock
from core.access import acting_as
from core.errors import Refused, WrongState
from deviations import policies
from deviations.models import DeviationAction, DeviationReport
from tests.database import as_loader
from tests.deviations.build import at_secretariat, do, sent, stored
from tests.deviations.test_climbing import left
from tests.deviations.traces import answers, clocks, logged, news
from tests.groups import build as b

TODAY = clock.today()
ABSENCE = {"kind": "shortcoming", "category": "absence", "cause": "staffing"}


def verbs(town, who: str, report) -> set[str]:
    acting = b.acting_for(getattr(town, who))
    with acting_as(acting):
        found = policies.visible_reports(acting).whole(report.pk)
        return policies.report_verbs(acting, found) if found else set()


def waits(town, who: str, report) -> bool:
    acting = b.acting_for(getattr(town, who))
    with acting_as(acting):
        return policies.waiting_for(acting).filter(pk=report.pk).exists()


# --- Both sides' words ----------------------------------------------------------


def test_the_other_side_owes_an_answer_by_a_day_and_gives_it_in_its_own_words(north):
    report = sent(north)
    assert clocks(report) == {"DL-54C": "pending"}
    new = news(report, lambda: do("account", report, north.counterpart, text="Kallelsen kom bort hos oss."))
    assert new == {("deviation_moved", "Reporter"), ("deviation_moved", "Head")}
    assert answers(report) == [("account", "line_manager", "Kallelsen kom bort hos oss.")]
    assert (stored(report).status, stored(report).reacted_on) == ("with_line_manager", TODAY)
    assert clocks(report) == {"DL-54C": "met"}
    assert "account" not in verbs(north, "counterpart", report)
    with pytest.raises(PermissionDenied):
        do("account", report, north.counterpart, text="En gång till.")


@pytest.mark.parametrize("who", ["head", "reporter", "chair"])
def test_nobody_but_the_other_side_tells_its_account(north, who):
    report = sent(north)
    with pytest.raises(PermissionDenied):
        do("account", report, getattr(north, who), text="Så var det.")
    assert (answers(report), "account" in verbs(north, who, report)) == ([], False)


@pytest.mark.parametrize(
    "act",
    [
        lambda town, report: do("resolve", report, town.head, solution="Ersättare är utsedd."),
        lambda town, report: do("mark_principled", report, town.head, reason="Gäller alla"),
        lambda town, report: do("refer_to_forum", report, town.head, text="Vi kom inte överens"),
    ],
)
def test_the_other_sides_time_ends_when_the_report_goes_on(north, act):
    report = sent(north)
    act(north, report)
    assert clocks(report)["DL-54C"] == "met"
    with pytest.raises(WrongState):
        do("account", report, north.counterpart, text="Så var det.")


def test_a_leader_asks_the_reporter_whose_addendum_is_the_answer(north):
    report = sent(north)
    new = news(report, lambda: do("ask", report, north.counterpart, question="Vilken vecka var det?"))
    assert new == {("deviation_returned", "Reporter")}
    assert (waits(north, "reporter", report), "ask" in verbs(north, "head", report)) == (True, False)
    do("add", report, north.head, text="Vi har letat i kalendern.")
    assert waits(north, "reporter", report)
    do("add", report, north.reporter, text="Vecka fyrtio.")
    assert (waits(north, "reporter", report), stored(report).asked_on) == (False, None)
    assert [kind for kind, _level, _text in answers(report)] == ["question", "addendum", "addendum"]
    assert logged(report)[1:] == ["deviation.asked", "deviation.added_to", "deviation.added_to"]


def test_words_are_added_and_what_stands_is_never_changed(north):
    report = sent(north)
    before = stored(report).description
    new = news(report, lambda: do("add", report, north.reporter, text="Det hände igen."))
    assert new == {("deviation_received", "Head"), ("deviation_received", "Counterpart")}
    assert (stored(report).description, stored(report).reacted_on) == (before, None)
    do("withdraw", report, north.reporter, reason="settled")
    with pytest.raises(WrongState):
        do("add", report, north.reporter, text="Ändå inte.")


@pytest.mark.parametrize(
    ("verb", "who", "words"),
    [
        ("account", "counterpart", {"text": ""}),
        ("account", "counterpart", {"text": "Pojken 811228-9874 kom."}),
        ("add", "reporter", {"text": "Vi talade med Tindra."}),
        ("decide_action", "head", {"text": " ", "due_on": TODAY}),
    ],
)
def test_a_text_that_cannot_stand_is_refused_beside_its_field(north, verb, who, words):
    report = sent(north)
    if verb == "decide_action":
        words = {**words, "unit": str(north.own.pk)}
    with pytest.raises(Refused) as refused:
        do(verb, report, getattr(north, who), **words)
    assert (refused.value.field, answers(report), logged(report)) == ("text", [], ["deviation.sent"])


# --- Sorting --------------------------------------------------------------------


def test_the_reporter_leaves_the_category_and_a_leader_sets_it_with_the_cause(north):
    report = sent(north, category="unsorted")
    do("resolve", report, north.head, solution="Ersättare är utsedd.")
    with pytest.raises(Refused, match="avvikelsens slag"):
        do("close", report, north.head)
    do("sort", report, north.counterpart, **ABSENCE)
    kept = stored(report)
    assert (kept.category, kept.cause, kept.reviewed_category) == ("absence", "staffing", "")
    do("close", report, north.head)
    assert stored(report).status == "closed"


def test_the_secretariats_category_stands_beside_the_leaders(north):
    report = at_secretariat(north)
    do("sort", report, north.officer, kind="cost", category="disagreement")
    kept = stored(report)
    assert (kept.category, kept.reviewed_category, kept.kind) == ("absence", "disagreement", "cost")


@pytest.mark.parametrize("wrong", [{"kind": "x"}, {"category": "x"}, {"category": "unsorted"}, {"cause": "x"}])
def test_only_the_regions_words_are_taken(north, wrong):
    report = sent(north)
    with pytest.raises(Refused) as refused:
        do("sort", report, north.head, **{**ABSENCE, **wrong})
    assert (refused.value.field, stored(report).cause) == (*wrong, "")


def test_a_dispute_is_a_kind_of_its_own_on_the_same_ladder(south):
    report = sent(south, kind="cost")
    assert (stored(report).kind, stored(report).status) == ("cost", "with_managers")
    do("mark_principled", report, south.head, reason="Kostnaden är oklar i hela länsdelen")
    assert stored(report).status == "in_local_group"


# --- Actions --------------------------------------------------------------------


def decided(town, report, *, by="head", unit=None, days=7) -> DeviationAction:
    wanted = {"unit": str((unit or town.other_unit).pk), "due_on": TODAY + timedelta(days=days)}
    return do("decide_action", report, getattr(town, by), text="Utse en ersättare.", **wanted)


def test_an_action_waits_for_its_unit_and_keeps_the_report_open(north):
    report = sent(north)
    found = []
    new = news(report, lambda: found.append(decided(north, report)))
    do("resolve", report, north.head, solution="Ersättare utses.")
    assert new == {("deviation_action", "Counterpart")}
    assert (waits(north, "counterpart", report), "finish_action" in verbs(north, "head", report)) == (True, False)
    with pytest.raises(Refused, match="inte är klara"):
        do("close", report, north.head)
    with pytest.raises(PermissionDenied):
        do("finish_action", report, north.head, action=str(found[0].pk), outcome="Klart.")

    do("finish_action", report, north.counterpart, action=str(found[0].pk), outcome="Ersättare finns.")
    assert not waits(north, "counterpart", report)
    do("close", report, north.head)
    assert logged(report)[-2:] == ["deviation.action_done", "deviation.closed"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"unit": "x"}, "unit"), ({"due_on": TODAY - timedelta(days=1)}, "due_on"), ({"text": "811228-9874"}, "text")],
)
def test_an_action_names_one_of_the_two_units_and_a_day_ahead(north, wrong, field):
    report = sent(north)
    asked = {"text": "Utse en ersättare.", "unit": str(north.own.pk), "due_on": TODAY, **wrong}
    with pytest.raises(Refused) as refused:
        do("decide_action", report, north.head, **asked)
    assert refused.value.field == field


def test_the_database_lets_an_action_be_ended_once_and_by_those_who_handle_it(north):
    report = sent(north)
    action = decided(north, report)
    with acting_as(b.acting_for(north.stranger)):
        assert not DeviationAction.objects.filter(pk=action.pk).exists()
    do("finish_action", report, north.counterpart, action=str(action.pk), outcome="Klart.")
    with acting_as(b.acting_for(north.head)):
        assert DeviationAction.objects.filter(pk=action.pk).update(outcome="Inte alls") == 0
    with pytest.raises(Error), acting_as(b.acting_for(north.head)):
        DeviationAction.objects.filter(pk=action.pk).update(text="Något annat")


# --- Duplicates -----------------------------------------------------------------


def test_a_duplicate_is_closed_into_the_other_and_its_reporter_reads_the_same_answer(north):
    first, second = sent(north), sent(north, by=north.colleague)
    do("merge", second, north.head, code=first.code.lower())
    kept = stored(second)
    assert (kept.status, kept.duplicate_of_id, kept.closed_on) == ("closed", first.pk, TODAY)
    assert clocks(second) == {"DL-54C": "waived"}
    new = news(second, lambda: do("resolve", first, north.head, solution="Ersättare är utsedd."))
    assert new == {("deviation_answered", "Colleague")}
    assert [text for _kind, _level, text in answers(second)][-1] == "Ersättare är utsedd."


def test_what_cannot_be_merged_stands_as_it_was(north):
    first, second = sent(north), sent(north)
    ended = do("withdraw", sent(north), north.reporter, reason="settled")
    for code in (second.code, ended.code, "A0-XXXX"):
        with pytest.raises(Refused) as refused:
            do("merge", second, north.head, code=code)
        assert refused.value.field == "code"
    do("merge", second, north.head, code=first.code)
    with pytest.raises(Refused, match="redan hopslagna"):
        do("merge", first, north.head, code=sent(north).code)
    with pytest.raises(WrongState):
        do("merge", second, north.head, code=first.code)
    assert stored(first).status == "with_line_manager"


# --- The receipt ----------------------------------------------------------------


def test_the_reporter_says_that_the_answer_is_read_and_both_sides_are_told(north):
    report = do("resolve", sent(north), north.head, solution="Ersättare är utsedd.")
    assert waits(north, "reporter", report)
    new = news(report, lambda: do("confirm", report, north.reporter, text="Det har blivit bättre."))
    assert new == {("deviation_receipt", name) for name in ("Head", "Counterpart", "Karin")}
    assert (stored(report).receipt_on, waits(north, "reporter", report)) == (TODAY, False)
    assert answers(report)[-1] == ("receipt", "line_manager", "Det har blivit bättre.")
    with pytest.raises(PermissionDenied):
        do("confirm", report, north.reporter)


def test_the_leader_reads_it_when_the_reporter_has_left_and_nobody_else(north):
    report = do("resolve", sent(north), north.counterpart, solution="Ersättare är utsedd.")
    for who in (north.head, north.counterpart):
        with pytest.raises(PermissionDenied):
            do("confirm", report, who)
    left(report)
    do("confirm", report, north.head)
    with as_loader():
        assert DeviationReport.objects.get(pk=report.pk).receipt_on == TODAY
