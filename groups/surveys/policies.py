"""Who opens a group's survey, who is asked, and who reads what they said. [F133, F135, domain 2]"""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from core import clock
from core.access import Acting
from core.access.expressions import within
from core.regions.profile import Profile, profile_of
from core.regions.shapes import GroupQuestion, GroupSurvey
from core.roles import Role
from groups.composition import own_seats
from groups.meetings.policies import led_forums
from groups.models import Forum
from groups.querysets import ForumQuerySet
from groups.surveys.models import LEAST, SurveyGiven, SurveyRound, SurveySum

COMPILERS = frozenset({Role.SECRETARIAT_OFFICER, Role.SUPPORT_UNIT_OFFICER})


def surveys_in(profile: Profile) -> list[GroupSurvey]:
    """Those of the region that are in use; the spider only where it is. [cfg.spider_enabled]"""
    return [one for one in profile.group_surveys or () if profile.spider_enabled or not one.has_axes]


def survey_of(one: SurveyRound) -> GroupSurvey:
    """What the region said of it the day it was opened."""
    found = profile_of(one.region_id, on=one.opened_on).group_surveys or ()
    return next(survey for survey in found if survey.key == one.kind)


def questions_of(one: SurveyRound) -> list[GroupQuestion]:
    """The questions of that round, in the region's order."""
    return [each for each in survey_of(one).asked if each.key in one.questions]


def least_answers(forum: Forum, on: date) -> int:
    return max(LEAST, profile_of(forum.region_id, on=on).small_count_threshold)


def visible_rounds(acting: Acting) -> QuerySet[SurveyRound]:
    """Those of the own groups, and of all local ones for the secretariat and the region's support."""
    found = SurveyRound.objects.filter(within("forum_id", "visible_forum_ids"), region=acting.region_id)
    return found.select_related("forum")


def with_relations(rounds: QuerySet[SurveyRound]) -> QuerySet[SurveyRound]:
    """With whether the acting one leads the group, so that a page asks once for all its verbs."""
    return rounds.annotate(is_led=within("forum_id", "led_forum_ids"))


def visible_sums(acting: Acting) -> QuerySet[SurveySum]:
    """The wall shows those of rounds that are closed and that enough have answered."""
    found = SurveySum.objects.filter(within("forum_id", "visible_forum_ids"), region=acting.region_id)
    return found.select_related("round__forum")


def sums_until(acting: Acting, one: SurveyRound) -> QuerySet[SurveySum]:
    """What was said in that round and in those of the years before it, on the same scale, the latest first."""
    found = visible_sums(acting).filter(round__forum=one.forum_id, round__kind=one.kind, round__steps=one.steps)
    return found.filter(round__year__lte=one.year).order_by("-round__year")


def is_open(one: SurveyRound) -> bool:
    return one.opened_on <= clock.today() <= one.closes_on


def own_surveys(forum: Forum) -> list[GroupSurvey]:
    """Those that the group's own leader opens."""
    profile = profile_of(forum.region_id, on=clock.today(), area_id=forum.area_id)
    return [one for one in surveys_in(profile) if one.sent_by == "leader" and forum.kind in one.forums]


def sent_surveys(acting: Acting) -> list[GroupSurvey]:
    """Those that the acting one sends to all groups at once."""
    profile = profile_of(acting.region_id, on=clock.today())
    if acting.role != profile.annual_group_survey_sender or acting.role not in COMPILERS:
        return []
    return [one for one in surveys_in(profile) if one.sent_by == "sender"]


def can_open(acting: Acting, forum: Forum) -> bool:
    """Who: whoever leads the group. When: while it exists, and the region has such a survey."""
    return bool(own_surveys(forum)) and led_forums(acting).on(clock.today()).filter(pk=forum.pk).exists()


def can_send(acting: Acting) -> bool:
    return bool(sent_surveys(acting))


def can_compile(acting: Acting) -> bool:
    """Reads all groups' answers beside each other: the secretariat and the region's support."""
    return acting.role in COMPILERS


def reached_by(acting: Acting, survey: GroupSurvey) -> ForumQuerySet:
    """The groups that a survey goes to, of those the acting one reads."""
    found = Forum.objects.on(clock.today()).filter(within("pk", "visible_forum_ids"), region=acting.region_id)
    return found.filter(kind__in=survey.forums).order_by("name", "id")


def can_answer(acting: Acting, one: SurveyRound) -> bool:
    """Who sits there today; whether it is open and not done already is what the answer is told."""
    return own_seats(acting, clock.today()).filter(forum=one.forum_id).exists()


def own_given(acting: Acting, one: SurveyRound) -> QuerySet[SurveyGiven]:
    return SurveyGiven.objects.filter(round=one, assignment_id=acting.assignment_id)


def unanswered(acting: Acting, today: date) -> QuerySet[SurveyRound]:
    """The open ones of the groups where the acting one sits and has said nothing yet."""
    given = SurveyGiven.objects.filter(round=OuterRef("pk"), assignment_id=acting.assignment_id)
    found = SurveyRound.objects.filter(~Exists(given), region=acting.region_id, closes_on__gte=today)
    found = found.filter(forum__in=own_seats(acting, today).values("forum"))
    return found.select_related("forum").order_by("closes_on", "id")


def last_day(survey: GroupSurvey, today: date) -> date:
    """What is proposed as the last day to answer."""
    return today + timedelta(days=survey.answer_days)
