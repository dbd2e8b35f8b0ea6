"""The home group's spider survey two years running, and the yearly survey that waits for answers in every group."""

from datetime import date, timedelta

from core.access import Acting
from core.people.models import RoleAssignment
from core.roles import Role
from demo.finding import Found
from demo.meetings import home_group
from demo.people import acting_for
from demo.plan_steps import on
from groups.composition import seated_in
from groups.models import Forum, SurveyRound
from groups.surveys import policies, services

SENDERS = (Role.SECRETARIAT_OFFICER, Role.SUPPORT_UNIT_OFFICER)
# how many days ago it was opened, and how each axis stood beside the middle of the scale
ROUNDS = (
    (396, {"resources": -1, "documentation": -1, "knowledge_of_matter": 1}),
    (30, {"resources": -2, "clear_goals": 1, "anchoring": 1, "shared_view": 1, "knowledge_of_matter": 2,
          "knowledge_of_each_other": 2, "organisation": 1}),
)  # fmt: skip
MIDDLE, SPREAD, OPEN_DAYS = 6, (0, 1, -1), 21
WORDS = ("Det går lättare att ringa varandra nu.", "", "Någon behöver hålla i det mellan mötena.")


def make_surveys(found: Found, today: date) -> None:
    """The spider where the region has it and somebody leads the home group; the yearly one where somebody sends it."""
    forum, leader = home_group(found, today)
    sender = found.one(*SENDERS)
    if forum and leader:
        _spider(found, forum, leader, today)
    if forum and sender:
        _yearly(found, forum, sender, today)


def _sitting(found: Found, forum: Forum, by: RoleAssignment, day: date) -> list[RoleAssignment]:
    with on(day, acting_for(by)):
        seated = {one.assignment_id for one in seated_in(forum, day)}
    return [one for one in found.people if one.pk in seated]


def _spider(found: Found, forum: Forum, leader: RoleAssignment, today: date) -> None:
    for ago, stood in ROUNDS:
        day = today - timedelta(days=ago)
        with on(day, acting_for(leader)) as by:
            surveys = policies.own_surveys(forum)
            if not surveys:
                return
            made = services.open_round(forum, by=by, kind=surveys[0].key, closes_on=day + timedelta(days=OPEN_DAYS))
        for number, who in enumerate(_sitting(found, forum, leader, day)):
            with on(day + timedelta(days=2 + number), acting_for(who)) as by:
                _say(made, by, number, MIDDLE, stood)


def _yearly(found: Found, forum: Forum, sender: RoleAssignment, today: date) -> None:
    """Sent six days ago; in the home group all but two have answered."""
    day = today - timedelta(days=6)
    with on(day, acting_for(sender)) as by:
        surveys = policies.sent_surveys(by)
        if not surveys:
            return
        survey = surveys[0]
        closes_on = policies.last_day(survey, day)
        made = services.send_to_all(by=by, kind=survey.key, closes_on=closes_on)
    for own in (one for one in made if one.forum_id == forum.pk):
        for number, who in enumerate(_sitting(found, forum, sender, day)[2:]):
            with on(day + timedelta(days=2), acting_for(who)) as by:
                _say(own, by, number, 4, {})


def _say(one: SurveyRound, by: Acting, number: int, middle: int, stood: dict[str, int]) -> None:
    around = middle + SPREAD[number % len(SPREAD)]
    scores = {key: around + stood.get(key, 0) for key in one.questions}
    services.answer(one, by=by, scores=scores, words=WORDS[number % len(WORDS)] if stood else "")
