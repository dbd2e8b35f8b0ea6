"""What the area's groups did: as plain Python counts it, with its rows, frozen with the year. [7.3, 7.9]"""

from datetime import date
from random import Random

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from core.access import acting_as
from core.regions.models import RegionProfile
from followup.indicators.formulas import FORMULAS
from followup.indicators.year import area_year
from followup.models import Counting, Figure
from followup.presenting import lacking
from followup.presenting.cells import Cells
from followup.presenting.past import years_of
from followup.presenting.saying import SAID
from followup.report import build
from followup.suppress import FEW, HIDDEN
from followup.views.kinds import kind_of
from followup.work.counts import count_work
from followup.work.rows import CELLS, MODEL_OF, condition
from groups.models import Agreement, Meeting, Obstacle, RoutineVersion, SurveySum, Task
from tests.database import as_loader
from tests.followup import town as t
from tests.followup import working as w
from tests.followup.people import page
from tests.followup.working_chance import some_work
from tests.followup.working_plain import plain_work
from tests.groups import build as b

SEEDS = [1, 2, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(3, 24))]


@pytest.fixture
def groups(town):
    return w.groups_of(town)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_number_of_the_groups_work_is_the_plain_count(town, groups, seed):
    random = Random(seed)
    t.collected(town, t.YEAR - 1, on=date(t.YEAR, 2, 2))
    some_work(town, random, groups)

    with t.job(town):
        year = area_year(town.area, t.YEAR, t.COUNTED_ON)
        counted = count_work(year).total

    plain = plain_work(town, town.area)
    assert counted == {cell: len(keys) for cell, keys in plain.items()}
    assert set(plain) == set(MODEL_OF)
    assert sum(map(bool, counted.values())) > 20


def test_whoever_leads_the_groups_opens_every_row_and_a_stranger_those_all_may_read(town, groups):
    some_work(town, Random(5), groups)
    plain, read = plain_work(town, town.area), {}
    for who in ("chair", "other_chair"):
        with acting_as(getattr(town, who)) as acting:
            year = area_year(town.area, t.YEAR, t.COUNTED_ON)
            seen = {cell: kind_of(cell).visible(acting, by_sex=False) for cell in MODEL_OF}
            read[who] = {cell: {row.pk for row in rows.filter(condition(year, cell))} for cell, rows in seen.items()}

    own = {cell for cell in MODEL_OF if cell not in ("parts", "parts_meet")}
    assert {cell: read["chair"][cell] for cell in own} == {cell: plain[cell] for cell in own}
    assert read["chair"]["parts"] == {town.area.pk}
    open_to_all = ("agreements", "routines", "sip_routines", "activities")
    assert [read["other_chair"][cell] for cell in open_to_all] == [plain[cell] for cell in open_to_all]
    assert not any(read["other_chair"][cell] for cell in ("meetings", "called", "obstacles_noted", "needs", "voices"))


def year_of(town, **options):
    return t.collected_counting(town, **options)


def section(report, key) -> dict[str, list[str]]:
    """The part's paragraphs by heading."""
    found = next(one for one in report.context["report"]["sections"] if one["id"] == key)
    return {part["heading"]: part["paragraphs"] for part in found["parts"]}


def built(town, counting):
    with t.job(town):
        return build(town.area, t.YEAR, counting)


def test_the_report_tells_what_the_groups_did_and_the_year_keeps_it(town, groups):
    for day in (date(2025, 2, 3), date(2025, 5, 5)):
        w.meeting(town, groups.steering, day, {"chair": "present", "steering_bup": "absent"})
    w.agreement(town, groups.steering, date(2024, 3, 1))
    w.agreement(town, groups.regional, date(2020, 1, 1))
    w.routine(town, groups.steering, date(2025, 3, 1))
    w.obstacle(town, groups.steering, date(2025, 3, 1), status="solved", ended_on=date(2025, 9, 1))
    w.lifted(town, groups.steering, groups.regional, date(2025, 4, 1), answered_on=date(2025, 6, 1))
    w.plan(town, groups.steering, activities=("done", "planned"))
    counting = year_of(town)
    made = built(town, counting)

    parts, report = section(made, "arbete"), made.context["report"]
    agreed = {"term": "Överenskommelse", "text": f"{own_title(groups)}, gäller från 1 mars 2024"}
    assert report["facts"][0] == agreed
    assert parts["Möten och närvaro"][1].endswith(
        "2 möten hölls.\n1 januari–30 juni 2025: 2 av minst 1, nått.\n1 juli–31 december 2025: 0 av minst 1."
    )
    assert parts["Möten och närvaro"][2].startswith("Arbetsgrupp Öster och Väster\n0 möten hölls.\n1 januari–30 juni")
    assert "Möten som hölls: 2" in parts["Möten och närvaro"][0]
    assert "Aktiviteter som är klara: 1" in parts["Uppdrag och handlingsplan"][0]
    assert "Hinder som undanröjdes: 1" in parts["Hinder och behov"][0]
    assert "Frågor som är besvarade på regional nivå: 1" in parts["Frågor till den regionala nivån"][0]
    assert len(parts["Överenskommelser och rutiner"]) == 4  # the numbers, then two agreements and a routine
    assert parts["Enkäter"] == ["Ingen enkät har stängts under året."]

    w.meeting(town, groups.steering, date(2025, 10, 1), {"chair": "present"})
    w.agreement(town, groups.steering, date(2025, 10, 1))
    with as_loader():
        Obstacle.objects.all().update(title="Ändrat", category="anchoring")
    assert built(town, t.row(counting)).context == made.context


def own_title(groups) -> str:
    with as_loader():
        return Agreement.objects.get(forum=groups.steering).title


def test_so_far_the_year_is_counted_again_when_the_groups_have_done_more(town, groups):
    first = t.counted(town, as_of=date(2025, 9, 1))
    again = t.counted(town, as_of=date(2025, 9, 2))
    w.meeting(town, groups.steering, date(2025, 9, 1))
    later = t.counted(town, as_of=date(2025, 9, 3))

    assert (again.pk, t.shown(first, "I-21")["meetings"]) == (first.pk, 0)
    assert (later.pk != first.pk, t.shown(later, "I-21")["meetings"]) == (True, 1)
    assert "called" not in t.shown(later, "I-52")  # of people nothing is told before the year is fixed


def test_how_many_came_is_hidden_where_few_did_and_the_hidden_number_lies_nowhere(town, groups):
    for number in range(4):
        came = {"chair": "present", "steering_bup": "present", "member": "absent" if number % 2 else "stood_in"}
        w.meeting(town, groups.steering, date(2025, 2, 1 + number), came)
    counting = year_of(town)

    shown = t.shown(counting, "I-52")

    assert shown["called"] == 12
    assert {shown["stood_in"], shown["absent"]} <= {FEW, HIDDEN}
    assert "came" not in counting.context["work"]["counts"]
    with acting_as(town.chair):
        said = SAID["I-52"](Cells(counting.figures.get(code="I-52"), counting), None)
    assert said.value == "67\xa0%"


def test_a_seat_that_lacks_somebody_is_counted_and_named(town, groups):
    with as_loader():
        b.make_requirement(town.region, "steering_group", "Barnmedicin", ["bumm"])
        b.make_requirement(town.region, "steering_group", "BUP", ["bup"])

    shown = t.shown(year_of(town), "I-52")

    assert (shown["seats_asked"], shown["seats_filled"]) == (2, 1)


NINE = "harmonised_rules clear_goals anchoring resources organisation documentation shared_view knowledge_of_matter"
AXES = [*NINE.split(), "knowledge_of_each_other"]


def scores(value: int, answers: int, steps: int = 10, keys=AXES) -> dict[str, list[int]]:
    """All chose the same."""
    return {key: [answers * (step == value) for step in range(1, steps + 1)] for key in keys}


def test_a_closed_survey_is_told_beside_the_year_before_and_never_its_lines(town, groups):
    w.survey(town, groups.steering, "spider", scores(5, 6), year=t.YEAR - 1)
    w.survey(town, groups.steering, "spider", {**scores(7, 6), **scores(3, 6, keys=["resources"])})
    counting = year_of(town)

    with acting_as(town.chair):
        said = SAID["I-30"](Cells(counting.figures.get(code="I-30"), counting), None)
    assert (said.number, said.previous) == ("6 av 9", "5,0")
    assert said.rest.endswith("Lägst: Tillräckliga resurser (3,0).")
    spider = counting.context["work"]["surveys"][0]
    assert {one["mean"] for one in spider["values"]} == {7.0, 3.0}
    assert "MÄRKE-RAD" not in str(counting.context)


def test_of_a_survey_that_few_have_answered_only_that_is_told(town, groups):
    w.survey(town, groups.steering, "spider", scores(7, 4), answers=4)

    counting = year_of(town)

    assert t.shown(counting, "I-30") == {"spider_asked": 9, "spider_answers": FEW}
    assert counting.context["work"]["surveys"][0]["values"] == []


def test_the_worker_reads_no_line_of_a_survey_and_no_sum_that_is_open_or_of_few(town, groups):
    w.survey(town, groups.steering, "spider", scores(7, 4), answers=4)
    w.survey(town, groups.working, "spider", scores(7, 6), year=t.YEAR + 9)
    with t.job(town):
        assert list(SurveySum.objects.values("scores")) == []
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            list(SurveySum.objects.values("words"))


def in_vastmanland(town):
    with as_loader():
        RegionProfile.objects.filter(region=town.region).delete()
        b.make_profile(town.region, "vastmanland")


def said_of(counting, code):
    return SAID[code](Cells(counting.figures.get(code=code), counting), None)


def test_vastmanlands_groups_and_questions_are_met_or_not(town, groups):
    in_vastmanland(town)
    for day in (date(2025, 1, 1), date(2025, 12, 31)):
        w.meeting(town, groups.steering, day)
        w.meeting(town, groups.elsewhere, date(2025, 1, 1))
    w.lifted(town, groups.steering, groups.regional, date(2025, 4, 1), answered_on=date(2025, 6, 1))
    w.lifted(town, groups.steering, groups.regional, date(2025, 4, 2))
    keys = ("well_functioning", "content_relevant")
    w.survey(town, groups.steering, "members", scores(4, 6, 5, keys), steps=5)
    counting = year_of(town)

    with acting_as(town.chair):
        parts, questions, members = (said_of(counting, code) for code in ("I-15", "I-17", "I-16"))
    assert (parts.value, parts.outcome) == ("2 av 2", "ok")
    assert (questions.value, questions.outcome) == ("50\xa0%", "late")
    assert (members.number, members.value) == ("6 av 9", "4,0")


def test_a_county_part_whose_group_met_once_is_not_met(town, groups):
    in_vastmanland(town)
    w.meeting(town, groups.steering, date(2025, 1, 1))
    w.meeting(town, groups.steering, date(2026, 1, 1))

    counting = year_of(town)

    with acting_as(town.chair):
        said = said_of(counting, "I-15")
    assert (said.value, said.outcome) == ("0 av 2", "late")


def test_a_year_frozen_before_the_groups_work_was_counted_still_reads(client, town, groups):
    counting = year_of(town)
    with t.as_it_stands():
        old = {key: value for key, value in counting.context.items() if key != "work"}
        Figure.objects.filter(counting=counting, code__in=["I-21", "I-52"]).delete()
        Counting.objects.filter(pk=counting.pk).update(context=old)
    made = built(town, t.row(counting))
    text = page(client, town, "chair").content.decode()

    heads = [one["id"] for one in made.context["report"]["sections"]]
    assert "arbete" not in heads
    assert "Talen räknades innan portalen räknade gruppernas arbete." in str(made.context["report"]["sections"])
    assert "Talen räknades innan portalen räknade det här måttet." in text


COUNTIES = ("stockholm", "vastmanland", "jamtland")


@pytest.mark.parametrize("county", COUNTIES)
def test_what_is_said_to_be_uncounted_has_no_formula_and_all_else_is_counted(town, county):
    with as_loader():
        RegionProfile.objects.filter(region=town.region).delete()
        b.make_profile(town.region, county)
    counting = year_of(town)
    with acting_as(town.chair):
        now = years_of([counting], Figure.objects.all())[-1]
        said = {one["code"]: one["why"] for one in lacking.uncounted(now)}

    codes = {one["code"] for one in counting.context["indicators"]}
    forum_only = set() if counting.context["has_forum"] else {"I-01", "I-02", "I-04"}
    assert set(said) == codes - set(FORMULAS) - lacking.AS_TEXT | (codes & forum_only)
    assert set(said) <= {*lacking.reasons(), *forum_only}
    assert not set(lacking.reasons()) & set(FORMULAS)
    assert not {model._meta.app_label for model in CELLS} & {"sip", "deviations"}  # of plans nothing is counted yet
    assert all(model in CELLS for model in (Meeting, Task, Agreement, RoutineVersion, Obstacle))
