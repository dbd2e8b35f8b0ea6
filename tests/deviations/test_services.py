"""Each verb: what it changes, the step, the log, who is told; what it refuses, also when nothing may change."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from core.notices.models import Notice
from core.obligations.models import Obligation
from deviations import services
from deviations.models import DeviationAnswer, DeviationCounterpart, DeviationDraft, DeviationReport, DeviationStep
from deviations.services.texts import NamesLikely
from tests.database import as_loader
from tests.deviations import build
from tests.deviations.build import at_secretariat, do, in_forum, in_local_group, sent, stored, written
from tests.groups import build as b

TODAY = clock.today()


def notices(report) -> dict:
    """(kind, the recipient's given name) of each notice in the portal, by its id."""
    with as_loader():
        rows = Notice.objects.filter(about_id=report.pk, channel="in_app").select_related("recipient__person")
        return {row.pk: (row.kind, row.recipient.person.given_name) for row in rows}


def told(report) -> set[tuple[str, str]]:
    return set(notices(report).values())


def news(report, act) -> set[tuple[str, str]]:
    """What was told by an act."""
    before = notices(report)
    act()
    return {what for pk, what in notices(report).items() if pk not in before}


def logged(report) -> list[str]:
    with as_loader():
        rows = AuditEvent.objects.filter(object_id=report.pk).order_by("number")
        return [act for act in rows.values_list("act", flat=True) if act.startswith("deviation.")]


def steps(report) -> list[tuple[str, str]]:
    with as_loader():
        return list(DeviationStep.objects.filter(report=report).values_list("from_status", "to_status"))


def answers(report) -> list[tuple[str, str, str]]:
    with as_loader():
        return list(DeviationAnswer.objects.filter(report=report).values_list("kind", "level", "text"))


def clocks(report) -> dict[str, str]:
    with as_loader():
        return dict(Obligation.objects.filter(subject_id=report.pk).values_list("code", "status"))


# --- Sending ---------------------------------------------------------------------


def test_a_report_goes_to_the_leaders_of_both_sides(north):
    report = sent(north)
    kept = stored(report)
    assert (kept.status, kept.levels, kept.first_sent_on) == ("with_line_manager", ["line_manager"], TODAY)
    assert (kept.unit_id, kept.principal_id, kept.reporter_id) == (
        north.school.pk, north.school.principal_id, north.reporter.pk,
    )  # fmt: skip
    assert (kept.area_id, kept.district_id) == (north.area.pk, north.east.pk)
    assert (kept.description, kept.tried, kept.effect) == (build.TEXT, "Vi ringde samma dag.", "delayed")
    with as_loader():
        sides = list(DeviationCounterpart.objects.filter(report=report).values_list("unit_id", "principal_id"))
    assert sides == [(north.bup.pk, north.care.pk)]
    assert steps(report) == [("draft", "with_line_manager")]
    assert told(report) == {("deviation_received", "Head"), ("deviation_received", "Counterpart")}
    assert logged(report) == ["deviation.sent"]
    assert clocks(report) == {}


def test_in_the_other_county_it_begins_with_the_responsible_managers(south):
    kept = stored(sent(south))
    assert (kept.status, kept.levels) == ("with_managers", ["responsible_managers"])


def test_without_any_leader_the_groups_leader_is_told(north):
    with as_loader():
        for one in (north.head, north.counterpart):
            one.valid_to = TODAY - timedelta(days=1)
            one.save()
    assert told(sent(north)) == {("deviation_received", "Karin")}


def test_codes_are_random_and_tell_nothing(north):
    codes = [sent(north).code for _number in range(5)]
    assert len(set(codes)) == 5
    assert all(len(code) == 7 and code[0] == "A" and code[2] == "-" for code in codes)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"event_on": date(2999, 1, 1)}, "event_on"),
        ({"counterparts": ()}, "counterpart"),
        ({"counterparts": "own"}, "counterpart"),
        ({"category": "okänd"}, "category"),
        ({"effect": "okänd"}, "effect"),
        ({"description": "  "}, "description"),
        ({"description": "Pojken 20120304-1234 kom inte."}, "description"),
        ({"tried": "Vi ringde 811228 9874 igen."}, "tried"),
    ],
)
def test_what_cannot_be_sent_is_refused_beside_its_field_and_leaves_nothing(north, changes, field):
    if changes.get("counterparts") == "own":
        changes = {"counterparts": (north.school,)}
    acting = b.acting_for(north.reporter)
    with acting_as(acting), pytest.raises(Refused) as refused:
        services.send(written(north, **changes), by=acting, names_confirmed=True)
    assert refused.value.field == field
    with as_loader():
        assert not DeviationReport.objects.exists()
        assert not Notice.objects.exists()


def test_likely_names_are_asked_about_and_a_yes_lets_them_through(north):
    acting = b.acting_for(north.reporter)
    text = written(north, description="Mötet gällde Tindra och BUP Norr kom inte.")
    with acting_as(acting):
        with pytest.raises(NamesLikely) as asked:
            services.send(text, by=acting)
        assert "Tindra" in str(asked.value)
        assert "Norr" not in str(asked.value)  # the unit's own name
        report = services.send(text, by=acting, names_confirmed=True)
    assert stored(report).description == text.description


@pytest.mark.parametrize("who", ["officer", "admin", "political", "prep", "reviewer", "support"])
def test_only_those_who_work_in_a_unit_report(north, who):
    acting = b.acting_for(getattr(north, who))
    with acting_as(acting), pytest.raises(PermissionDenied):
        services.send(written(north), by=acting)


def test_a_draft_is_kept_for_its_owner_and_goes_when_it_is_sent(north):
    acting = b.acting_for(north.reporter)
    with acting_as(acting):
        services.save_draft(by=acting, answers={"description": "Vi hade"}, origin="")
        services.save_draft(by=acting, answers={"description": "Vi hade kallat"}, origin="")
        services.save_draft(by=acting, answers={"description": "Annat"}, origin="förseglat")
        services.send(written(north), by=acting, origin="")
    with as_loader():
        assert list(DeviationDraft.objects.values_list("origin", "answers")) == [
            ("förseglat", {"description": "Annat"})
        ]


# --- Solving and climbing -----------------------------------------------------------


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
    assert clocks(report) == {}

    new = news(report, lambda: do("submit", report, north.chair))
    kept = stored(report)
    assert (kept.status, kept.submitted_on, kept.levels) == ("submitted", TODAY, ["line_manager", "secretariat"])
    assert new == {("deviation_received", "Officer"), ("deviation_moved", "Reporter")}
    assert clocks(report) == {"DL-54": "pending", "DL-54B": "pending"}


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
    assert clocks(report) == {"DL-54": "met", "DL-54B": "met"}
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


def test_the_other_county_climbs_rung_by_rung_without_secretariat_or_clock(south):
    report = sent(south)
    new = news(report, lambda: do("mark_principled", report, south.counterpart, reason="Gäller länsdelen"))
    assert stored(report).status == "in_local_group"
    assert new == {("deviation_received", "Coordinator"), ("deviation_moved", "Reporter")}
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
    assert clocks(report) == {}
    do("close", report, south.head)
    assert stored(report).status == "closed"


def test_the_local_group_may_solve_it(south):
    report = in_local_group(south)
    do("resolve", report, south.coordinator, solution="Rutinen är ändrad.")
    assert (stored(report).status, stored(report).is_principled) == ("resolved", True)


@pytest.mark.parametrize(("stage", "waived"), [(sent, {}), (at_secretariat, {"DL-54": "waived", "DL-54B": "waived"})])
def test_the_reporter_takes_it_back_and_it_is_kept(north, stage, waived):
    report = stage(north)
    new = news(report, lambda: do("withdraw", report, north.reporter, reason="settled"))
    kept = stored(report)
    assert (kept.status, kept.withdrawn_on, kept.withdraw_reason) == ("withdrawn", TODAY, "settled")
    assert clocks(report) == waived
    assert {kind for kind, _name in new} == {"deviation_withdrawn"}
    assert (kept.reacted_on is None) is (stage is sent)  # counted unless nobody had reacted [I-03]


# --- Refusals ---------------------------------------------------------------------

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
