"""When a forum can meet: asked, answered, chosen; reminded and ended by the clock. [F31]"""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction

from core import clock
from core.errors import Refused, WrongState
from groups.models import DatePoll, Meeting, PollAnswer
from groups.polls import keeping, services
from tests.audit_rows import acts_on
from tests.database import as_loader, as_role
from tests.days import days_on
from tests.groups.meetings import table as t
from tests.groups.polls import walk as w

YES, MAYBE, NO = w.YES, w.MAYBE, w.NO
NUMBER = "121212-1212"  # of the published test series


def kept(days: int = 0) -> int:
    """What the hour's job does, so many days from now."""
    with days_on(days), as_role("bus_worker"):
        return keeping.keep(clock.now())


def test_a_time_is_asked_about_answered_and_chosen_and_becomes_the_planned_meeting(town):
    poll = w.asked(town, 9, 7, place="Rum 3", theme="Skolfrånvaro")
    assert t.told(town, "poll_asked") == {"bup_head", "school_head"}
    assert [one.starts_at for one in w.times_of(poll)] == sorted(one.starts_at for one in w.times_of(poll))
    w.says(town, poll, "bup_head", YES, NO)
    w.says(town, poll, "school_head", MAYBE, YES)
    assert t.told(town, "poll_complete") == set()
    w.says(town, poll, "chair", YES, YES)
    w.says(town, poll, "bup_head", YES, MAYBE)
    with as_loader():
        assert PollAnswer.objects.filter(poll=poll).count() == 6
    first = w.times_of(poll)[0]
    with t.as_(town, "chair") as me:
        meeting = services.settle(poll, by=me, time=first)
    assert (meeting.status, meeting.starts_at, meeting.place) == ("planned", first.starts_at, "Rum 3")
    assert (meeting.theme, meeting.chair_id) == ("Skolfrånvaro", town.people["chair"].pk)
    assert (w.stands(poll).status, w.stands(poll).meeting_id) == ("settled", meeting.pk)
    assert t.told(town, "poll_settled") == {"bup_head", "school_head"}
    assert acts_on(poll.pk) == {"poll.asked", "poll.answered", "poll.settled"}


def test_the_last_to_answer_wakes_whoever_asked(town):
    poll = w.asked(town)
    for who in ("chair", "bup_head"):
        w.says(town, poll, who, YES, YES)
    assert t.told(town, "poll_complete") == set()
    w.says(town, poll, "school_head", NO, NO)
    assert t.told(town, "poll_complete") == {"chair"}


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ({"days": (7,)}, "day_1"),
        ({"days": (2, 3, 4, 5, 6, 7)}, "day_1"),
        ({"days": (7, -1)}, "day_2"),
        ({"days": (7, 7)}, "day_2"),
        ({"days": (7, 8), "reply_in": -1}, "reply_by"),
        ({"days": (7, 8), "reply_in": 7}, "reply_by"),
        ({"days": (7, 8), "theme": f"Barnet {NUMBER}"}, "theme"),
        ({"days": (7, 8), "place": f"Hos {NUMBER}"}, "place"),
    ],
)
def test_what_cannot_be_asked_is_refused_beside_its_field(town, question, field):
    question = dict(question)
    with pytest.raises(Refused) as refused:
        w.asked(town, *question.pop("days"), **question)
    assert refused.value.field == field
    with as_loader():
        assert not DatePoll.objects.exists()


def test_each_answers_for_oneself_to_every_time_and_only_who_sits_there(town):
    poll = w.asked(town)
    with pytest.raises(Refused) as refused:
        w.says(town, poll, "bup_head", YES)
    assert refused.value.field == f"time_{w.times_of(poll)[1].pk}"
    for who in ("deputy", "secretariat", "worker"):
        with pytest.raises(PermissionDenied):
            w.says(town, poll, who, YES, YES)
    with as_loader():
        assert not PollAnswer.objects.exists()


def test_nobody_answers_when_the_day_has_passed_and_it_can_still_be_chosen(town):
    poll = w.asked(town)
    w.says(town, poll, "bup_head", YES, YES)
    with days_on(4):
        with pytest.raises(WrongState):
            w.says(town, poll, "school_head", YES, YES)
        with t.as_(town, "chair") as me:
            services.settle(poll, by=me, time=w.times_of(poll)[1])
    with t.as_(town, "chair") as me, pytest.raises(WrongState):
        services.settle(poll, by=me, time=w.times_of(poll)[0])
    with as_loader():
        assert Meeting.objects.count() == 1


def test_only_who_convenes_asks_chooses_and_ends(town):
    with pytest.raises(PermissionDenied):
        w.asked(town, by="bup_head")
    poll = w.asked(town)
    with t.as_(town, "bup_head") as me, pytest.raises(PermissionDenied):
        services.settle(poll, by=me, time=w.times_of(poll)[0])
    with t.as_(town, "other_chair") as me, pytest.raises(PermissionDenied):
        services.end(poll, by=me)
    with t.as_(town, "chair") as me:
        services.end(poll, by=me)
        with pytest.raises(WrongState):
            services.end(poll, by=me)
    assert t.told(town, "poll_ended") == {"bup_head", "school_head"}
    with pytest.raises(WrongState):
        w.says(town, poll, "bup_head", YES, YES)


def test_who_has_not_answered_is_reminded_once_the_day_before(town):
    poll = w.asked(town)
    w.says(town, poll, "bup_head", YES, YES)
    assert [kept(1), t.told(town, "poll_reminded")] == [0, set()]
    assert [kept(2), kept(2), kept(3)] == [1, 0, 0]
    assert t.told(town, "poll_reminded") == {"chair", "school_head"}


def test_what_was_asked_the_same_day_reminds_nobody_that_day(town):
    w.asked(town, reply_in=0)
    assert kept() == 0


def test_it_ends_by_itself_when_the_last_time_has_been(town):
    poll = w.asked(town)
    assert [kept(2), kept(7)] == [1, 0]
    assert w.stands(poll).status == "open"
    assert [kept(9), kept(9)] == [1, 0]
    assert w.stands(poll).status == "ended"
    assert t.told(town, "poll_ran_out") == {"chair"}


def test_the_database_keeps_answers_to_oneself_and_choices_to_who_convenes(town):
    poll = w.asked(town)
    first = w.times_of(poll)[0]
    row = {"region_id": poll.region_id, "forum_id": poll.forum_id, "poll_id": poll.pk, "time_id": first.pk}
    for who, of in (("bup_head", "school_head"), ("worker", "worker"), ("unit_head", "unit_head")):
        with t.as_(town, who), pytest.raises(Error), transaction.atomic():
            PollAnswer.objects.bulk_create([PollAnswer(**row, assignment=town.people[of], suits=YES)])
    w.says(town, poll, "school_head", NO, NO)
    with t.as_(town, "bup_head"):
        assert PollAnswer.objects.filter(poll=poll).update(suits=YES) == 0
        assert DatePoll.objects.filter(pk=poll.pk).update(status="ended", ended_on=clock.today()) == 0
    with t.as_(town, "worker"):
        assert not DatePoll.objects.exists()
    with t.as_(town, "chair") as me:
        services.end(poll, by=me)
    with t.as_(town, "school_head"):
        assert PollAnswer.objects.filter(poll=poll).update(suits=YES) == 0
