"""Each verb on the way up and back: the step, the log, the clocks, who is told. [SM-3]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from core import clock
from core.access import acting_as
from core.errors import Refused, WrongState
from tests.database import as_loader
from tests.deviations.build import at_secretariat, do, in_local_group, sent, stored
from tests.deviations.traces import answers, clocks, logged, news, owes
from tests.groups import build as b

TODAY = clock.today()


@pytest.mark.parametrize("who", ["head", "counterpart"])
def test_leaders_of_either_side_solve_it_and_the_reporter_is_told(north, who):
    report = sent(north)
    new = news(report, lambda: do("resolve", report, getattr(north, who), solution="Ersättare är utsedd."))
    kept = stored(report)
    assert (kept.status, kept.answered_on, kept.reacted_on) == ("resolved", TODAY, TODAY)
    assert answers(report) == [("solution", "line_manager", "Ersättare är utsedd.")]
    assert ("deviation_answered", "Reporter") in new
    assert logged(report) == ["deviation.sent", "deviation.resolved"]


def test_what_leaders_cannot_solve_goes_to_the_convenor_of_the_district(north):
    report = sent(north)
    new = news(report, lambda: do("refer_to_forum", report, north.head, text="Vi kom inte överens"))
    kept = stored(report)
    assert (kept.status, kept.levels) == ("in_forum", ["line_manager", "individual_forum"])
    assert new == {("deviation_received", "Kim"), ("deviation_moved", "Reporter")}
    do("resolve", report, north.convenor, solution="Vi delar på uppdraget.")
    assert answers(report) == [("solution", "individual_forum", "Vi delar på uppdraget.")]


def test_a_principled_question_waits_for_the_chair_who_sends_it_and_the_clocks_start(north):
    report = sent(north)
    marked = news(report, lambda: do("mark_principled", report, north.head, reason="Gäller alla", suggestion="Utse"))
    kept = stored(report)
    assert (kept.status, kept.is_principled, kept.levels) == ("principled", True, ["line_manager"])
    assert (kept.principled_reason, kept.suggestion, kept.submitted_on) == ("Gäller alla", "Utse", None)
    assert marked == {("deviation_received", "Karin"), ("deviation_moved", "Reporter")}
    assert clocks(report) == {"DL-54C": "met"}

    new = news(report, lambda: do("submit", report, north.chair))
    kept = stored(report)
    assert (kept.status, kept.submitted_on, kept.levels) == ("submitted", TODAY, ["line_manager", "secretariat"])
    assert new == {("deviation_received", "Officer"), ("deviation_moved", "Reporter")}
    assert clocks(report) == {"DL-54C": "met", "DL-54": "pending", "DL-54B": "pending"}


def test_the_secretariat_takes_in_asks_handles_and_answers(north):
    report = at_secretariat(north)
    do("receive", report, north.officer)
    assert (stored(report).status, stored(report).received_on) == ("received", TODAY)
    assert clocks(report)["DL-54"] == "met"

    asked = news(report, lambda: do("return_question", report, north.officer, question="Hur många gånger?"))
    assert stored(report).status == "returned"
    assert asked == {("deviation_returned", "Reporter"), ("deviation_returned", "Karin")}
    do("complete", report, north.reporter, text="Tre gånger i höst.")
    assert stored(report).status == "received"

    do("review", report, north.officer, category="missing_mandate", pattern="utebliven ersättare")
    kept = stored(report)
    assert (kept.status, kept.reviewed_category, kept.pattern) == (
        "under_review", "missing_mandate", "utebliven ersättare",
    )  # fmt: skip

    new = news(report, lambda: do("answer", report, north.officer, text="Ersättare utses på varje mottagning."))
    kept = stored(report)
    assert (kept.status, kept.answered_on) == ("answered", TODAY)
    assert new == {("deviation_answered", name) for name in ("Reporter", "Head", "Counterpart", "Karin")}
    assert clocks(report) == {"DL-54C": "met", "DL-54": "met", "DL-54B": "met"}
    assert [kind for kind, _level, _text in answers(report)] == ["question", "completion", "answer"]

    do("close", report, north.officer)
    assert (stored(report).status, stored(report).closed_on) == ("closed", TODAY)
    assert logged(report) == [
        f"deviation.{act}"
        for act in ("sent marked_principled submitted received returned completed reviewed answered closed".split())
    ]


def test_the_regional_group_may_have_it_and_give_somebody_a_task(north):
    report = at_secretariat(north)
    do("receive", report, north.officer)
    do("review", report, north.officer, category="absence", pattern="ersättare")
    new = news(report, lambda: do("raise_to_bussam", report, north.officer, text="Gäller hela länet"))
    assert stored(report).levels == ["line_manager", "secretariat", "regional_group"]
    assert new == {("deviation_received", "Regional"), ("deviation_moved", "Reporter")}
    do("note_assignment", report, north.officer, text="Kommun-BUS tar fram en rutin.")
    assert stored(report).status == "assignment_created"
    assert answers(report) == [("assignment", "regional_group", "Kommun-BUS tar fram en rutin.")]
    assert clocks(report)["DL-54B"] == "met"
    do("close", report, north.officer)
    assert stored(report).status == "closed"


def test_what_has_no_answer_is_closed_only_with_one(north):
    report = at_secretariat(north)
    do("receive", report, north.officer)
    do("review", report, north.officer, category="absence", pattern="ersättare")
    with pytest.raises(Refused) as refused:
        do("close", report, north.officer)
    assert (refused.value.field, stored(report).status) == ("feedback", "under_review")
    do("close", report, north.officer, feedback="Ni har gjort rätt.")
    assert answers(report) == [("answer", "secretariat", "Ni har gjort rätt.")]
    assert clocks(report)["DL-54B"] == "met"


def test_the_other_county_climbs_rung_by_rung_and_its_coordinator_owes_the_answer(south):
    report = sent(south)
    new = news(report, lambda: do("mark_principled", report, south.counterpart, reason="Gäller länsdelen"))
    assert stored(report).status == "in_local_group"
    assert new == {("deviation_received", "Coordinator"), ("deviation_moved", "Reporter")}
    assert clocks(report) == {"DL-54C": "met", "DL-54B": "pending"}
    assert owes(report) == ("group_coordinator", south.area.pk)
    for who, status, told_now in (
        ("coordinator", "in_preparatory_group", "Prep"),
        ("prep", "in_managers_forum", "Managers"),
        ("managers", "in_political_forum", "Political"),
    ):
        new = news(report, lambda who=who: do("lift", report, getattr(south, who), text="Behöver beslut"))
        assert stored(report).status == status
        assert new == {("deviation_received", told_now), ("deviation_moved", "Reporter")}
    do("answer", report, south.political, text="Vi har beslutat.")
    kept = stored(report)
    assert kept.levels == [
        "responsible_managers", "local_group", "preparatory_group", "managers_forum", "political_forum",
    ]  # fmt: skip
    assert (kept.status, kept.submitted_on) == ("answered", None)
    assert clocks(report) == {"DL-54C": "met", "DL-54B": "met"}
    do("close", report, south.head)
    assert stored(report).status == "closed"


def test_the_local_group_may_solve_it(south):
    report = in_local_group(south)
    do("resolve", report, south.coordinator, solution="Rutinen är ändrad.")
    assert (stored(report).status, stored(report).is_principled) == ("resolved", True)
    assert clocks(report) == {"DL-54C": "met", "DL-54B": "met"}


def test_where_the_regional_group_is_a_rung_it_takes_the_question_and_answers(inland):
    report = in_local_group(inland)
    new = news(report, lambda: do("lift", report, inland.coordinator, text="Gäller hela länet"))
    assert (stored(report).status, stored(report).levels[-1]) == ("in_regional_group", "regional_group")
    assert new == {("deviation_received", "Regional"), ("deviation_moved", "Reporter")}
    with pytest.raises(PermissionDenied):
        do("answer", report, inland.coordinator, text="Vi tar det själva.")
    do("answer", report, inland.regional, text="En gemensam rutin tas fram.")
    assert (stored(report).status, clocks(report)) == ("answered", {"DL-54C": "met", "DL-54B": "met"})


def test_the_regional_group_lifts_on_to_the_managers_and_no_further(inland):
    report = in_local_group(inland)
    do("lift", report, inland.coordinator, text="Gäller hela länet")
    do("lift", report, inland.regional, text="Kräver beslut")
    assert stored(report).status == "in_managers_forum"
    with pytest.raises(WrongState):
        do("lift", report, inland.managers, text="Vidare")
    do("answer", report, inland.managers, text="Beslutat.")
    assert stored(report).status == "answered"


@pytest.mark.parametrize(
    ("stage", "waived"),
    [
        (sent, {"DL-54C": "waived"}),
        (at_secretariat, {"DL-54C": "met", "DL-54": "waived", "DL-54B": "waived"}),
    ],
)
def test_the_reporter_takes_it_back_and_it_is_kept(north, stage, waived):
    report = stage(north)
    new = news(report, lambda: do("withdraw", report, north.reporter, reason="settled"))
    kept = stored(report)
    assert (kept.status, kept.withdrawn_on, kept.withdraw_reason) == ("withdrawn", TODAY, "settled")
    assert clocks(report) == waived
    assert {kind for kind, _name in new} == {"deviation_withdrawn"}
    assert (kept.reacted_on is None) is (stage is sent)  # counted unless nobody had reacted [I-03]


def left(report) -> None:
    """The reporter's assignment ended yesterday."""
    with as_loader():
        type(report.reporter).objects.filter(pk=report.reporter_id).update(valid_to=TODAY - timedelta(days=1))


def test_when_the_reporter_has_left_the_answer_reaches_who_leads_the_unit(north):
    report = at_secretariat(north)
    left(report)

    def handle():
        do("receive", report, north.officer)
        do("review", report, north.officer, category="absence", pattern="utebliven ersättare")

    assert news(report, handle) == {("deviation_moved", "Head"), ("deviation_moved", "Karin")}
    answered = news(report, lambda: do("answer", report, north.officer, text="Varje mottagning utser en ersättare."))
    assert {("deviation_answered", "Head"), ("deviation_answered", "Counterpart")} <= answered
    assert ("deviation_answered", "Reporter") not in answered


def test_without_reporter_and_leader_the_groups_leader_stands_in(north):
    report = at_secretariat(north)
    left(report)
    with as_loader():
        type(north.head).objects.filter(pk=north.head.pk).update(valid_to=TODAY - timedelta(days=1))

    assert news(report, lambda: do("receive", report, north.officer)) == {("deviation_moved", "Karin")}


def test_the_secretariats_question_is_answered_by_the_leader_of_who_has_left(north):
    from deviations.policies import waiting_for

    report = at_secretariat(north)
    do("receive", report, north.officer)
    do("return_question", report, north.officer, question="Hur ofta har det hänt?")

    def waits() -> bool:
        acting = b.acting_for(north.head)
        with acting_as(acting):
            return waiting_for(acting).filter(pk=report.pk).exists()

    assert not waits()
    with pytest.raises(PermissionDenied):
        do("complete", report, north.head, text="Tre gånger.")
    left(report)
    assert waits()
    do("complete", report, north.head, text="Tre gånger under hösten.")
    assert (stored(report).status, answers(report)[-1][2]) == ("received", "Tre gånger under hösten.")
