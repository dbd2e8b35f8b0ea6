"""Who sees a report at each stage of each ladder: the same answer from the policy, from SQL and from other regions."""

import pytest

from core.access import acting_as
from core.roles import Role
from deviations import policies, services
from deviations.models import DeviationAnswer, DeviationCounterpart, DeviationDraft, DeviationReport, DeviationStep
from tests.database import as_loader
from tests.days import days_on
from tests.deviations.build import at_secretariat, do, in_forum, in_local_group, sent
from tests.groups import build as b

EVERYBODY = (
    "reporter colleague head counterpart counterpart_worker stranger coordinator steerer worker officer regional prep "
    "managers political support admin reviewer chair other_chair convenor west_convenor"
).split()
SIDES = {"reporter", "head", "counterpart"}
LOCAL = {"coordinator", "chair"}


def answered_by(town, report) -> set[str]:
    """Everybody for whom the report exists."""
    found = set()
    for name in EVERYBODY:
        if not hasattr(town, name):
            continue
        acting = b.acting_for(getattr(town, name))
        with acting_as(acting):
            seen = policies.can_view(acting, report)
            assert DeviationReport.objects.filter(pk=report.pk).exists() is seen, name  # without the policy's filter
            assert DeviationCounterpart.objects.filter(report=report).exists() is seen, name
            reads = seen and not policies.sees_statistics_only(acting, report)
            assert DeviationStep.objects.filter(report=report).exists() is reads, name
        if seen:
            found.add(name)
    return found


def raised(town):
    report = at_secretariat(town)
    do("receive", report, town.officer)
    do("review", report, town.officer, category="absence", pattern="ersättare")
    return do("raise_to_bussam", report, town.officer, text="Gäller länet")


@pytest.mark.parametrize(
    ("stage", "more"),
    [
        (sent, set()),
        (in_forum, {"convenor"}),
        (lambda town: do("mark_principled", sent(town), town.head, reason="Gäller alla"), set()),
        (at_secretariat, {"officer"}),
        (raised, {"officer", "regional"}),
    ],
)
def test_who_sees_a_report_on_the_first_countys_ladder(north, stage, more):
    assert answered_by(north, stage(north)) == SIDES | LOCAL | more


def lifted(times):
    def stage(town):
        report = in_local_group(town)
        for who in ("coordinator", "prep", "managers")[:times]:
            report = do("lift", report, getattr(town, who), text="Behöver beslut")
        return report

    return stage


@pytest.mark.parametrize(
    ("stage", "more"),
    [
        (sent, set()),
        (in_local_group, set()),
        (lifted(1), {"prep"}),
        (lifted(2), {"prep", "managers"}),
        (lifted(3), {"prep", "managers", "political"}),
    ],
)
def test_who_sees_a_report_on_the_other_countys_ladder(south, stage, more):
    assert answered_by(south, stage(south)) == SIDES | {"coordinator"} | more


def test_another_region_sees_nothing_of_it(north, south):
    report = at_secretariat(north)
    for name in EVERYBODY:
        if hasattr(south, name):
            acting = b.acting_for(getattr(south, name))
            with acting_as(acting):
                assert not policies.can_view(acting, report)
                assert DeviationReport.objects.count() == 0
                assert DeviationStep.objects.count() == 0


def test_without_anybody_acting_there_are_no_reports(north):
    sent(north)
    assert DeviationReport.objects.count() == 0
    with acting_as(job="sweep", region_id=north.region.pk):
        assert DeviationReport.objects.count() == 0


def test_an_assignment_that_has_ended_sees_nothing(north):
    report = sent(north)
    acting = b.acting_for(north.head)
    with as_loader():
        north.head.valid_to = b.START
        north.head.save()
    with acting_as(acting):
        assert not policies.can_view(acting, report)


# --- Copies to the secretariat [X-03, domain 12.14] --------------------------------


def test_what_is_not_principled_never_reaches_the_secretariats_queue(north):
    report = sent(north)
    do("resolve", report, north.head, solution="Löst.")
    acting = b.acting_for(north.officer)
    with acting_as(acting):
        assert list(policies.visible_reports(acting)) == []
        assert list(policies.waiting_for(acting)) == []


def test_with_the_switch_its_statistics_come_and_never_its_text(copying):
    report = sent(copying)
    do("resolve", report, copying.head, solution="Löst.")
    acting = b.acting_for(copying.officer)
    with acting_as(acting):
        assert list(policies.visible_reports(acting)) == [report]
        assert policies.sees_statistics_only(acting, report)
        assert list(policies.waiting_for(acting)) == []  # no answer is asked for
        assert policies.report_verbs(acting, report) == set()
        assert DeviationAnswer.objects.count() == 0
        assert DeviationStep.objects.count() == 0
        assert DeviationReport.objects.filter(pk=report.pk).update(pattern="x") == 0


def test_a_principled_one_comes_whole_also_with_the_switch(copying):
    report = at_secretariat(copying)
    acting = b.acting_for(copying.officer)
    with acting_as(acting):
        assert not policies.sees_statistics_only(acting, report)


# --- Drafts, names, what waits -------------------------------------------------------


def test_a_draft_is_its_owners_alone(north):
    acting = b.acting_for(north.reporter)
    with acting_as(acting):
        services.save_draft(by=acting, answers={"description": "Vi"})
        assert policies.visible_drafts(acting).count() == 1
    for name in ("colleague", "head", "officer", "admin"):
        other = b.acting_for(getattr(north, name))
        with acting_as(other):
            assert DeviationDraft.objects.count() == 0


def test_a_draft_lives_fourteen_days_and_may_be_begun_again(north):
    acting = b.acting_for(north.reporter)
    with acting_as(acting):
        services.save_draft(by=acting, answers={"description": "Gammalt"})
    with days_on(13), acting_as(acting):
        assert policies.visible_drafts(acting).count() == 1
    with days_on(15), acting_as(acting):
        assert policies.visible_drafts(acting).count() == 0
        services.save_draft(by=acting, answers={"description": "Nytt"})
        assert policies.visible_drafts(acting).get().answers == {"description": "Nytt"}


def test_the_reporters_name_is_for_the_leaders_of_both_sides(north):
    report = at_secretariat(north)
    names = {}
    for name in ("reporter", "head", "counterpart", "chair", "officer"):
        acting = b.acting_for(getattr(north, name))
        with acting_as(acting):
            names[name] = policies.sees_reporter(acting, report)
    assert names == {"reporter": True, "head": True, "counterpart": True, "chair": False, "officer": False}


@pytest.mark.parametrize(
    ("stage", "waiting"),
    [
        (sent, {"head", "counterpart"}),
        (in_forum, {"convenor"}),
        (lambda town: do("mark_principled", sent(town), town.head, reason="Gäller alla"), {"chair", "coordinator"}),
        (at_secretariat, {"officer"}),
        (lambda town: do("resolve", sent(town), town.head, solution="Löst."), {"head", "reporter"}),
    ],
)
def test_a_report_waits_for_those_whose_move_it_is(north, stage, waiting):
    report = stage(north)
    found = set()
    for name in EVERYBODY:
        acting = b.acting_for(getattr(north, name))
        with acting_as(acting):
            if policies.waiting_for(acting).filter(pk=report.pk).exists():
                found.add(name)
    assert found == waiting


# What is written beside the ladder, as `test_both_sides` has it.
BESIDE = set("account add ask confirm decide_action finish_action merge sort".split())
BESIDE_AT = [
    (sent, "reporter", {"add"}),
    (sent, "head", {"add", "ask", "decide_action", "merge", "sort"}),
    (sent, "counterpart", {"account", "add", "ask", "decide_action", "merge", "sort"}),
    (sent, "chair", {"add", "decide_action", "merge", "sort"}),
    (in_forum, "convenor", {"merge", "sort"}),
    (at_secretariat, "officer", {"merge", "sort"}),
    (raised, "regional", set()),
]


@pytest.mark.parametrize(("stage", "who", "verbs"), BESIDE_AT)
def test_what_is_written_beside_the_ladder(north, stage, who, verbs):
    report = stage(north)
    acting = b.acting_for(getattr(north, who))
    with acting_as(acting):
        assert policies.report_verbs(acting, report) & BESIDE == verbs


VERBS_AT = [
    (sent, "reporter", {"withdraw"}),
    (sent, "head", {"resolve", "refer_to_forum", "mark_principled"}),
    (sent, "counterpart", {"resolve", "refer_to_forum", "mark_principled"}),
    (sent, "chair", {"mark_principled"}),
    (in_forum, "convenor", {"resolve", "mark_principled"}),
    (in_forum, "head", set()),
    (at_secretariat, "officer", {"receive", "grant"}),
    (at_secretariat, "chair", set()),
    (raised, "officer", {"answer", "note_assignment", "grant"}),
    (raised, "regional", set()),
]


@pytest.mark.parametrize(("stage", "who", "verbs"), VERBS_AT)
def test_the_buttons_of_the_first_county(north, stage, who, verbs):
    report = stage(north)
    acting = b.acting_for(getattr(north, who))
    with acting_as(acting):
        assert policies.report_verbs(acting, report) - BESIDE == verbs


@pytest.mark.parametrize(
    ("stage", "who", "verbs"),
    [
        (sent, "head", {"resolve", "mark_principled"}),
        (in_local_group, "coordinator", {"resolve", "lift"}),
        (lifted(1), "coordinator", set()),
        (lifted(1), "prep", {"lift"}),
        (lifted(2), "managers", {"answer", "lift"}),
        (lifted(3), "political", {"answer"}),
        (lifted(3), "managers", set()),
    ],
)
def test_the_buttons_of_the_other_county(south, stage, who, verbs):
    report = stage(south)
    acting = b.acting_for(getattr(south, who))
    with acting_as(acting):
        assert policies.report_verbs(acting, report) - BESIDE == verbs


def test_a_case_for_the_forum_needs_a_district(north):
    """A unit that serves the whole area, reporting about another such unit, belongs to no district."""
    with as_loader():
        worker = b.make_assignment(north.region, Role.CASEWORKER, "Bo Bup", unit=north.bup)
        leader = b.make_assignment(north.region, Role.LINE_MANAGER, "Lena Linje", unit=north.bup)
    report = sent(north, by=worker, counterparts=(north.third,))
    assert report.district_id is None
    acting = b.acting_for(leader)
    with acting_as(acting):
        assert policies.report_verbs(acting, report) - BESIDE == {"resolve", "mark_principled"}
