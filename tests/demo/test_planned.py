"""What the demo means to live: the same for the same seed and day, and nothing of it ahead of today. [issue 2]"""

from datetime import date, timedelta
from random import Random

import pytest

from demo import activity, reports
from demo.plans import LIVES

TODAY = date(2026, 11, 23)


def test_the_plans_are_the_same_for_the_same_seed_and_day():
    def plans(seed):
        return [*activity.past(TODAY, Random(seed)), *activity.now(TODAY)]

    assert plans(7) == plans(7) != plans(8)
    assert {plan.noticed_on.year for plan in plans(7)} == {2024, 2025, 2026}


@pytest.mark.parametrize("today", [date(2026, 1, 2), date(2026, 3, 1), date(2026, 7, 1), TODAY, date(2028, 2, 29)])
def test_nothing_planned_lies_ahead(today):
    plans = [*activity.past(today, Random(7)), *activity.now(today)]
    stories = [story for code in ("stockholm", "vastmanland") for story in reports.stories(code, today)]

    assert max(plan.noticed_on for plan in plans) < today
    assert max(story.sent_on for story in stories) < today


@pytest.mark.parametrize("today", [TODAY + timedelta(days=number) for number in range(7)])
def test_what_has_been_done_in_a_plan_lies_behind_whatever_day_it_is(today):
    lives = [life for told in LIVES.values() for life in told.values()]
    met = [life.met_on(today) for life in lives if life.reached in ("drafted", "active", "renewed", "closed")]
    again = [life.met_again_on(today) for life in lives if life.reached in ("renewed", "closed")]

    assert (len(met), len(again)) == (8, 3)
    assert max(met) < today > max(again) + timedelta(days=1)
    assert all(day.weekday() < 5 for day in (*met, *again))
