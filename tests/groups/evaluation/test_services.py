"""Those who were at a meeting say how it was, once each, and nobody can tell whose answer is which. [F37, ADR 12]"""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction

from core import clock
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from core.notices.models import Notice
from core.regions.models import RegionProfile
from groups.evaluation import policies, services
from groups.evaluation.models import LEAST
from groups.meetings.called import Attendance
from groups.meetings.services import holding, planning
from groups.models import EvaluationGiven, EvaluationSum, Invitation, Meeting
from tests.database import as_loader
from tests.groups.evaluation import walk as w
from tests.groups.meetings import table as t

NUMBER = "121212-1212"  # of the published test series


def told() -> set[str]:
    with as_loader():
        rows = Notice.objects.filter(kind="meeting_evaluation").select_related("recipient__person")
        return {row.recipient.person.given_name for row in rows}


def held_without(town, who: str) -> Meeting:
    """Held; one of those called was away."""
    meeting = t.begun(t.called(town))
    came = t.everybody_came(meeting)
    came[t.invitation(town, meeting, who).pk] = Attendance.ABSENT
    with t.as_(town, "chair") as me:
        return holding.hold_meeting(meeting, by=me, attendance=came)


def aged(meeting: Meeting, days: int) -> Meeting:
    """As if it was held so many days ago."""
    with as_loader():
        Meeting.objects.filter(pk=meeting.pk).update(held_on=clock.today() - timedelta(days=days))
        return Meeting.objects.get(pk=meeting.pk)


def test_those_who_were_there_are_told_when_it_is_held_and_nobody_before(town):
    meeting = t.called(town)
    assert told() == set()
    with t.as_(town, "bup_head") as me, pytest.raises(PermissionDenied):
        services.evaluate(meeting, by=me, scores={})
    t.held(town, meeting)
    assert told() == {"Bo", "Siv"}  # not the chair, who noted who came


def test_a_cancelled_meeting_asks_nobody(town):
    meeting = t.called(town)
    with t.as_(town, "chair") as me:
        meeting = planning.cancel_meeting(meeting, by=me, reason="För få kan komma.")
    with as_loader():
        Invitation.objects.filter(meeting=meeting).update(attendance=Attendance.PRESENT)
    assert told() == set()
    with t.as_(town, "bup_head") as me:
        assert not policies.unanswered(me, clock.today()).exists()
        with pytest.raises(WrongState):
            services.evaluate(meeting, by=me, scores={})
    with t.as_(town, "bup_head"), pytest.raises(Error), transaction.atomic():
        _ask_database(meeting, {"heard": 3})


def test_who_was_away_is_not_asked_and_whoever_stood_in_is(town):
    meeting = t.called(town)
    t.answered(town, meeting, "bup_head", "substitute", "deputy")
    meeting = t.held(town, meeting)
    assert told() == {"Erik", "Siv"}
    w.says(town, meeting, "deputy")
    for away in ("bup_head", "unit_head", "secretariat"):
        with t.as_(town, away) as me, pytest.raises(PermissionDenied):
            services.evaluate(meeting, by=me, scores={})
    absent = held_without(town, "school_head")
    with t.as_(town, "school_head") as me:
        assert not policies.can_answer(me, absent)


def test_what_all_said_is_one_row_and_says_nothing_of_who_or_when(town):
    meeting = w.all_say(town, t.held(town), 5, 1, 4)
    found = w.stands(meeting)
    assert (found.asked, found.answers) == (3, 3)
    assert found.scores == {key: [1, 0, 0, 1, 1] for key in w.keys_of(meeting)}
    assert found.words == ["Rad 1", "Rad 4", "Rad 5"]  # by the alphabet, not as they came
    assert {field.name for field in EvaluationSum._meta.fields} == {
        "id", "region", "forum", "meeting", "asked", "answers", "scores", "words",
    }  # fmt: skip
    with as_loader():
        assert EvaluationGiven.objects.filter(meeting=meeting).count() == 3
        logged = AuditEvent.objects.filter(act="meeting.evaluated", object_id=meeting.pk)
        assert set(logged.values_list("assignment", flat=True)) == {town.people[who].pk for who in w.ALL}
        assert set(logged.values_list("reason", flat=True)) == {""}


def test_nobody_reads_anything_until_three_have_answered_and_then_only_the_forum(town):
    meeting = t.held(town)
    for number, who in enumerate(w.ALL, start=1):
        w.says(town, meeting, who, words="Hemligt")
        assert w.read_by(town, meeting, "chair") is (number >= LEAST)
    readers = ("chair", "bup_head", "deputy", "unit_head", "secretariat")
    assert [w.read_by(town, meeting, who) for who in readers] == [True] * len(readers)
    assert [w.read_by(town, meeting, who) for who in ("other_chair", "politician", "worker", "admin")] == [False] * 4


def test_each_sees_that_oneself_has_answered_and_not_that_others_have(town):
    meeting = w.all_say(town, t.held(town))
    for who in w.ALL:
        with t.as_(town, who) as me:
            assert [one.assignment_id for one in EvaluationGiven.objects.all()] == [me.assignment_id]
    for who in ("secretariat", "unit_head", "admin"):
        with t.as_(town, who):
            assert not EvaluationGiven.objects.filter(meeting=meeting).exists()


def test_one_answers_once(town):
    meeting = t.held(town)
    w.says(town, meeting, "bup_head", 1)
    with pytest.raises(WrongState):
        w.says(town, meeting, "bup_head", 5)
    assert w.stands(meeting).answers == 1
    with t.as_(town, "bup_head") as me:
        assert not policies.unanswered(me, clock.today()).exists()
    with t.as_(town, "school_head") as me:
        assert policies.unanswered(me, clock.today()).count() == 1


def test_every_question_is_answered_by_one_to_five_and_words_tell_of_no_child(town):
    meeting = t.held(town)
    keys = w.keys_of(meeting)
    good = dict.fromkeys(keys, 3)
    with t.as_(town, "bup_head") as me:
        for wrong in ({}, {**good, keys[0]: 6}, {**good, keys[0]: 0}):
            with pytest.raises(Refused) as refused:
                services.evaluate(meeting, by=me, scores=wrong)
            assert refused.value.field == keys[0]
        with pytest.raises(Refused) as refused:
            services.evaluate(meeting, by=me, scores=good, words=f"Om {NUMBER}")
        assert refused.value.field == "words"
        assert not EvaluationGiven.objects.exists()
        services.evaluate(meeting, by=me, scores={**good, "another": 5}, words="  Bra.  ")
    found = w.stands(meeting)
    assert (set(found.scores), found.words) == (set(keys), ["Bra."])


def test_the_time_to_answer_is_the_regions(town):
    with as_loader():
        days = RegionProfile.objects.get(region=town.region).data["meeting_questions"]["answer_days"]
    meeting = aged(t.held(town), days)
    w.says(town, meeting, "bup_head")
    meeting = aged(meeting, days + 1)
    with t.as_(town, "school_head") as me:
        assert not policies.unanswered(me, clock.today()).exists()
    with pytest.raises(WrongState):
        w.says(town, meeting, "school_head")


@pytest.mark.parametrize("says", ["null", "without"])
def test_a_region_that_asks_nothing_asks_nobody(town, says):
    w.profile_changed(
        town, lambda data: data.update(meeting_questions=None) if says == "null" else data.pop("meeting_questions")
    )
    meeting = t.held(town)
    assert told() == set()
    with t.as_(town, "bup_head") as me:
        assert not policies.unanswered(me, clock.today()).exists()
        with pytest.raises(WrongState):
            services.evaluate(meeting, by=me, scores={})


def test_a_meeting_is_asked_about_by_the_questions_of_its_day(town):
    meeting, today = t.held(town), clock.today()
    first = w.keys_of(meeting)[0]

    def other_from_today(data) -> None:
        asked = data["meeting_questions"]["asked"]
        asked[0]["valid_to"] = (today - timedelta(days=1)).isoformat()
        asked.append({"key": "calm", "label": "Var det lugnt?", "valid_from": today.isoformat()})

    w.profile_changed(town, other_from_today)
    assert first not in w.keys_of(meeting)
    assert w.keys_of(meeting)[-1] == "calm"
    meeting = aged(meeting, 1)
    assert (w.keys_of(meeting)[0], "calm" in w.keys_of(meeting)) == (first, False)


def _ask_database(meeting, given, line=""):
    with connection.cursor() as cursor:
        cursor.execute("SELECT access.evaluate_meeting(%s, %s::jsonb, %s)", [meeting.pk, json.dumps(given), line])
        return cursor.fetchone()[0]


def test_the_database_takes_no_answer_but_one_of_who_was_there(town, other):
    meeting, far = t.held(town), t.held(other)
    good = {"heard": 3}
    for who, about, given, line in (
        ("worker", meeting, good, ""),
        ("bup_head", far, good, ""),
        ("bup_head", meeting, {"heard": 6}, ""),
        ("bup_head", meeting, {"heard": "x"}, ""),
        ("bup_head", meeting, {"HEARD": 3}, ""),
        ("bup_head", meeting, {}, ""),
        ("bup_head", meeting, dict.fromkeys("abcdef", 3), ""),
        ("bup_head", meeting, good, "x" * 301),
        ("bup_head", meeting, good, None),
    ):
        with t.as_(town, who), pytest.raises(Error), transaction.atomic():
            _ask_database(about, given, line)
    with t.as_(town, "bup_head"):
        assert [_ask_database(meeting, good), _ask_database(meeting, good)] == [True, False]


def test_the_web_writes_neither_table_itself(town):
    meeting = w.all_say(town, t.held(town))
    row = {"region_id": town.region.pk, "forum_id": meeting.forum_id, "meeting_id": meeting.pk}
    with t.as_(town, "chair") as me:
        for act in (
            lambda: EvaluationGiven(assignment_id=me.assignment_id, **row).save(force_insert=True),
            lambda: EvaluationSum(asked=1, answers=9, **row).save(force_insert=True),
            lambda: EvaluationSum.objects.update(answers=9),
            lambda: EvaluationSum.objects.all().delete(),
            lambda: EvaluationGiven.objects.all().delete(),
        ):
            with pytest.raises(Error), transaction.atomic():
                act()
