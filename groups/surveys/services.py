"""Open a year's survey in one group or in all, take in what each says, carry what is weakest into the plan. [SM-11]"""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from core import access, audit, clock
from core.access import Acting, require
from core.errors import Refused, WrongState
from core.regions.shapes import GroupSurvey
from core.ui.said import said
from groups.answers.taking import take
from groups.composition import seated_in
from groups.models import Forum
from groups.surveys import policies
from groups.surveys.models import SurveyRound
from groups.telling import tell

COUNTS = "SELECT access.answer_survey(%s, %s::jsonb, %s)"
LONGEST_OPEN = 90  # days


@transaction.atomic
def open_round(forum: Forum, *, by: Acting, kind: str, closes_on: date) -> SurveyRound:
    """The year's survey of one's own group; those who sit there are told. Raises PermissionDenied, Refused."""
    require(policies.can_open(by, forum))
    survey = _chosen(policies.own_surveys(forum), kind)
    _check_day(closes_on)
    made = _opened(forum, survey, closes_on, by)
    if made is None:
        words = {"survey": said(survey.label), "year": clock.today().year}
        raise Refused(_("Gruppen har redan fått %(survey)s %(year)d.") % words, field="kind")
    return made


@transaction.atomic
def send_to_all(*, by: Acting, kind: str, closes_on: date) -> list[SurveyRound]:
    """The year's survey to every group that has not had it. Raises PermissionDenied, Refused when none is left."""
    require(policies.can_send(by))
    survey = _chosen(policies.sent_surveys(by), kind)
    _check_day(closes_on)
    found = [_opened(forum, survey, closes_on, by) for forum in policies.reached_by(by, survey)]
    made = [one for one in found if one]
    if not made:
        raise Refused(_("Alla grupper har redan fått enkäten i år."), field="kind")
    return made


def _chosen(surveys: list[GroupSurvey], kind: str) -> GroupSurvey:
    found = next((one for one in surveys if one.key == kind), None)
    if found is None:
        raise Refused(_("Välj en av enkäterna."), field="kind")
    return found


def _check_day(closes_on: date) -> None:
    today = clock.today()
    if not today < closes_on <= today + timedelta(days=LONGEST_OPEN):
        raise Refused(_("Välj en dag från i morgon och högst 90 dagar fram."), field="closes_on")


def _opened(forum: Forum, survey: GroupSurvey, closes_on: date, by: Acting) -> SurveyRound | None:
    """None when the group has had it this year already, or nobody sits there."""
    today = clock.today()
    access.in_turn("survey", forum.pk)
    people = [one.assignment_id for one in seated_in(forum, today)]
    if not people or SurveyRound.objects.filter(forum=forum, kind=survey.key, year=today.year).exists():
        return None
    made = SurveyRound(
        region_id=forum.region_id,
        forum=forum,
        kind=survey.key,
        year=today.year,
        questions=[one.key for one in survey.on(today)],
        steps=survey.steps,
        least=policies.least_answers(forum, today),
        asked=len(people),
        opened_on=today,
        closes_on=closes_on,
        opened_by_id=by.assignment_id,
    )
    made.save(force_insert=True)
    audit.record("survey.opened", made, by=by)
    tell("survey_opened", made, people, by)
    return made


@transaction.atomic
def answer(one: SurveyRound, *, by: Acting, scores: Mapping[str, int], words: str = "") -> None:
    """One's own answer, once; what it says is added to what the others said, and is nobody's. [ADR 12]

    Raises PermissionDenied for who does not sit there, WrongState when the time is out and when one has answered,
    Refused for a question without an answer and for words that tell who a child is.
    """
    require(policies.can_answer(by, one))
    if not policies.is_open(one):
        raise WrongState(_("Det går inte längre att svara på enkäten."))
    if not take(COUNTS, one, asked=one.questions, steps=one.steps, scores=scores, words=words):
        raise WrongState(_("Du har redan svarat på enkäten."))
    audit.record("survey.answered", one, by=by)
