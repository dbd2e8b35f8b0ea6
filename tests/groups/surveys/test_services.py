"""A survey is answered once by each who sits there, and nobody can tell whose answer is which. [F133, F135, ADR 12]"""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction

from core import clock
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from groups.models import PlanFocus, SurveyGiven, SurveyRound, SurveySum
from groups.surveys import keeping, planning, policies
from groups.year.services import drafting
from tests.database import as_loader, as_role
from tests.groups import build as b
from tests.groups.evaluation.walk import profile_changed
from tests.groups.meetings import table as t
from tests.groups.surveys import walk as w

NUMBER = "121212-1212"  # of the published test series


def test_who_leads_the_group_opens_it_once_a_year_and_those_who_sit_there_are_told(town):
    one = w.opened(town)
    assert (one.year, one.asked, one.answers, one.steps, one.least) == (clock.today().year, 3, 0, 10, 5)
    assert len(one.questions) == 9
    assert t.told(town, "survey_opened") == {"bup_head", "school_head"}  # neither the chair nor the substitute
    with pytest.raises(Refused) as refused:
        w.opened(town)
    assert refused.value.field == "kind"
    for who in ("bup_head", "unit_head", "secretariat", "other_chair", "worker"):
        with pytest.raises(PermissionDenied):
            w.opened(town, by=who)


def test_what_is_not_asked_by_the_region_is_not_opened(town):
    for kind, days, field in (("groups", 10, "kind"), ("spider", 0, "closes_on"), ("spider", 91, "closes_on")):
        with pytest.raises(Refused) as refused:
            w.opened(town, kind=kind, days=days)
        assert refused.value.field == field
    profile_changed(town, lambda data: data.update(spider_enabled=False))
    with pytest.raises(PermissionDenied):
        w.opened(town)
    profile_changed(town, lambda data: data.pop("group_surveys"))
    with t.as_(town, "secretariat") as me:
        assert not policies.can_send(me)


def test_the_secretariat_sends_one_to_every_group_that_has_not_had_it(town):
    for who in ("chair", "admin", "worker"):
        with pytest.raises(PermissionDenied):
            w.sent(town, by=who)
    [made] = w.sent(town)  # nobody sits in the other groups
    assert (made.forum_id, made.kind, made.steps) == (town.steering.pk, "groups", 5)
    assert t.told(town, "survey_opened") == {"chair", "bup_head", "school_head"}
    with as_loader():
        b.make_member(town.working, town.people["colleague"])
    assert [one.forum_id for one in w.sent(town)] == [town.working.pk]
    with pytest.raises(Refused):
        w.sent(town)


def test_what_all_said_is_one_row_and_says_nothing_of_who_or_when(town):
    one = w.all_say(town, w.opened(town), 9, 1, 4)
    assert one.answers == 3
    assert one.sum.scores == {key: [1, 0, 0, 1, 0, 0, 0, 0, 1, 0] for key in one.questions}
    assert one.sum.words == ["Rad 1", "Rad 4", "Rad 9"]  # by the alphabet, not as they came
    assert {field.name for field in SurveySum._meta.fields} == {"id", "region", "forum", "round", "scores", "words"}
    with as_loader():
        logged = AuditEvent.objects.filter(act="survey.answered", object_id=one.pk)
        assert set(logged.values_list("assignment", flat=True)) == {town.people[who].pk for who in w.ALL}
    for who in w.ALL:
        with t.as_(town, who) as me:
            assert [given.assignment_id for given in SurveyGiven.objects.all()] == [me.assignment_id]
    for who in ("secretariat", "unit_head", "admin"):
        with t.as_(town, who):
            assert not SurveyGiven.objects.exists()


def test_nobody_reads_anything_before_it_is_closed_and_enough_have_answered(town):
    w.three_are_enough(town)
    one = w.opened(town)
    for who in w.ALL[:2]:
        w.says(town, one, who, words="Hemligt")
    with w.later():
        assert not w.read_by(town, one, "chair")
    w.says(town, one, "school_head")
    assert not w.read_by(town, one, "chair")
    with w.later(w.DAYS):
        assert not w.read_by(town, one, "chair")  # its last day
    with w.later():
        readers = ("chair", "bup_head", "deputy", "unit_head", "secretariat")
        assert [w.read_by(town, one, who) for who in readers] == [True] * len(readers)
        strangers = ("other_chair", "politician", "worker", "admin")
        assert [w.read_by(town, one, who) for who in strangers] == [False] * len(strangers)


def test_a_region_may_not_show_what_fewer_than_three_said(town):
    profile_changed(town, lambda data: data.update(small_count_threshold=1))
    assert w.opened(town).least == 3


def test_one_who_sits_there_answers_once_while_it_is_open(town):
    one = w.opened(town)
    w.says(town, one, "bup_head", 1)
    with pytest.raises(WrongState):
        w.says(town, one, "bup_head", 9)
    assert w.stands(one).answers == 1
    for who in ("deputy", "unit_head", "secretariat", "worker"):
        with pytest.raises(PermissionDenied):
            w.says(town, one, who)
    with w.later(), pytest.raises(WrongState):
        w.says(town, one, "school_head")
    unanswered = {who: _waits_for(town, who) for who in (*w.ALL, "deputy", "unit_head")}
    assert unanswered == {"chair": 1, "bup_head": 0, "school_head": 1, "deputy": 0, "unit_head": 0}


def _waits_for(town, who: str) -> int:
    with t.as_(town, who) as me:
        return policies.unanswered(me, clock.today()).count()


def test_every_question_is_answered_on_its_scale_and_words_tell_of_no_child(town):
    one = w.opened(town)
    key = one.questions[4]
    for wrong in ({key: 0}, {key: 11}, {key: None}):
        with pytest.raises(Refused) as refused:
            w.says(town, one, "bup_head", 5, **wrong)
        assert refused.value.field == key
    with pytest.raises(Refused) as refused:
        w.says(town, one, "bup_head", 5, f"Om {NUMBER}")
    assert refused.value.field == "words"
    with as_loader():
        assert not SurveyGiven.objects.exists()
    w.says(town, one, "bup_head", 5, "  Bra.  ", another=5)
    assert (w.stands(one).sum.words, set(w.stands(one).sum.scores)) == (["Bra."], set(one.questions))


def test_a_round_keeps_the_questions_of_its_day(town):
    one = w.opened(town)

    def another(data) -> None:
        [spider] = [each for each in data["group_surveys"] if each["key"] == "spider"]
        spider["asked"].append({"key": "calm", "axis": "shared_view", "label": "Det är lugnt.", "valid_from": None})

    profile_changed(town, another)
    assert "calm" not in w.stands(one).questions
    w.says(town, one, "chair")
    with w.later(366):
        assert "calm" in w.opened(town).questions


def kept(days: int) -> int:
    with w.later(days), as_role("bus_worker"):
        return keeping.keep(clock.now())


def test_only_who_has_not_answered_is_reminded_once_before_the_last_day(town):
    w.says(town, w.opened(town), "bup_head")
    assert [kept(4), t.told(town, "survey_reminded")] == [0, set()]
    assert [kept(5), kept(5), kept(6)] == [1, 0, 0]
    assert t.told(town, "survey_reminded") == {"chair", "school_head"}


def test_the_group_is_told_when_there_is_something_to_read_and_not_when_too_few_answered(town):
    w.three_are_enough(town)
    w.all_say(town, w.opened(town))
    [few] = w.sent(town)
    assert [kept(11), kept(11)] == [2, 0]
    assert t.told(town, "survey_closed") == set(w.ALL)
    assert w.stands(few).told_on is not None


def test_the_weakest_is_carried_into_the_draft_with_what_the_survey_said(town):
    w.three_are_enough(town)
    w.earlier(w.all_say(town, w.opened(town), 5, 5, 5))
    one = w.all_say(town, w.opened(town), clear_goals=3)
    with w.later():
        with t.as_(town, "chair") as me, pytest.raises(WrongState):
            planning.carry_into_plan(one, by=me, axis="clear_goals")  # there is no draft
        with t.as_(town, "chair") as me:
            drafting.draft(town.steering, by=me, year=clock.today().year)
            with pytest.raises(Refused):
                planning.carry_into_plan(one, by=me, axis="another")
            focus = planning.carry_into_plan(one, by=me, axis="clear_goals")
            with pytest.raises(Refused):
                planning.carry_into_plan(one, by=me, axis="clear_goals")  # it stands there already
        assert focus.title == "Tydliga mål"
        assert "3,0 av 10" in focus.text
        assert "−2,0" in focus.text
        with t.as_(town, "bup_head") as me, pytest.raises(PermissionDenied):
            planning.carry_into_plan(one, by=me, axis="anchoring")
    with t.as_(town, "chair") as me, pytest.raises(WrongState):
        planning.carry_into_plan(one, by=me, axis="anchoring")  # it is not closed yet
    with as_loader():
        assert PlanFocus.objects.exclude(title="").count() == 1


def _ask_database(one, given, line=""):
    with connection.cursor() as cursor:
        cursor.execute("SELECT access.answer_survey(%s, %s::jsonb, %s)", [one.pk, json.dumps(given), line])
        return cursor.fetchone()[0]


def test_the_database_takes_no_answer_but_one_of_who_sits_there(town):
    one = w.opened(town)
    good = dict.fromkeys(one.questions, 3)
    first = one.questions[0]
    for who, given, line in (
        ("worker", good, ""),
        ("deputy", good, ""),
        ("bup_head", {**good, first: 11}, ""),
        ("bup_head", {**good, first: "x"}, ""),
        ("bup_head", {**good, first: None}, ""),
        ("bup_head", {**good, "more": 3}, ""),
        ("bup_head", {first: 3}, ""),
        ("bup_head", {}, ""),
        ("bup_head", good, "x" * 301),
        ("bup_head", good, None),
    ):
        with t.as_(town, who), pytest.raises(Error), transaction.atomic():
            _ask_database(one, given, line)
    with w.later(), t.as_(town, "bup_head"), pytest.raises(Error), transaction.atomic():
        _ask_database(one, good)
    with t.as_(town, "bup_head"):
        assert [_ask_database(one, good), _ask_database(one, good)] == [True, False]


def test_the_web_writes_no_answers_and_opens_no_round_for_others(town):
    one = w.all_say(town, w.opened(town))
    row = {"region_id": one.region_id, "forum_id": one.forum_id, "round_id": one.pk}
    with t.as_(town, "chair") as me:
        for act in (
            lambda: SurveyGiven(assignment_id=me.assignment_id, **row).save(force_insert=True),
            lambda: SurveySum(**row).save(force_insert=True),
            lambda: SurveySum.objects.update(words=[]),
            lambda: SurveyRound.objects.update(answers=9),
            lambda: SurveyRound.objects.all().delete(),
        ):
            with pytest.raises(Error), transaction.atomic():
                act()
    copy = {name: getattr(one, name) for name in ("region_id", "forum_id", "questions", "steps", "asked", "opened_on")}
    for who, more in (("bup_head", {}), ("other_chair", {}), ("chair", {"answers": 9}), ("chair", {"least": 2})):
        facts = {"kind": "groups", "year": 2030, "least": 3, "closes_on": w.last_day(), **copy, **more}
        with t.as_(town, who) as me, pytest.raises(Error), transaction.atomic():
            SurveyRound(opened_by_id=me.assignment_id, **facts).save(force_insert=True)
