"""What says by itself which of its pages are DETAILS, its VISITS, and what is `ten_times` as much of it."""

from tests.access import (
    agreements,
    child_story,
    evaluation,
    first_line,
    intake,
    lifting,
    meetings,
    plan_contents,
    proposing,
    routines,
    seats,
    standing,
    surveying,
    tasks,
    unit_news,
    year_plans,
)

SUBJECTS = (
    plan_contents,
    meetings,
    evaluation,
    tasks,
    agreements,
    routines,
    seats,
    standing,
    first_line,
    year_plans,
    lifting,
    proposing,
    surveying,
    unit_news,
    child_story,
    intake,
)
